"""Every way into the platform, under the kind of visitor it admits. A new route joins this table, and is thought over.

«learner» is everybody who is signed in. What of a page somebody may see is the room's own business, and tested there.
"""

from __future__ import annotations

from flask import Flask

from lms.web.access import access_table

WAYS_IN = {
    "everyone": [
        "/ GET",
        "/card/<secret> GET",
        "/courses/<course> GET",
        "/courses/<course>/<module>/<int:position> GET",
        "/courses/<course>/<module>/<int:position> POST",
        "/courses/<course>/<module>/quiz GET",
        "/courses/<course>/<module>/quiz/<int:number> GET",
        "/courses/<course>/<module>/quiz/<int:number> POST",
        "/courses/<course>/<module>/quiz/<int:number>/answer GET",
        "/courses/<course>/<module>/quiz/result GET",
        "/courses/<course>/<module>/quiz/review POST",
        "/courses/<course>/final/<int:number> POST",
        "/glossary GET",
        "/healthz GET",
        "/media/<sha256>.<suffix> GET",
        "/privacy GET",
        "/reading POST",
        "/readyz GET",
        "/robots.txt GET",
        "/search GET",
        "/sign-in GET",
        "/sign-in POST",
        "/sign-in/card GET",
        "/sign-in/card POST",
        "/sign-in/code GET",
        "/sign-in/code POST",
        "/sign-in/code/password GET",
        "/sign-in/code/password POST",
        "/sign-in/pictures GET",
        "/sign-in/pictures POST",
        "/sign-in/who GET",
        "/sign-in/who POST",
        "/sign-out GET",
        "/sign-out POST",
        "/sign-up GET",
        "/sign-up POST",
        "/sign-up/again POST",
        "/sign-up/commune GET",
        "/sign-up/commune POST",
        "/sign-up/groups GET",
        "/sign-up/groups POST",
        "/sign-up/guardian GET",
        "/sign-up/guardian POST",
        "/sign-up/login GET",
        "/sign-up/login POST",
        "/sign-up/village GET",
        "/sign-up/village POST",
        "/sitemap GET",
        "/sitemap.xml GET",
        "/static/<path:filename> GET",
        "/style GET",
        "/switch GET",
        "/switch POST",
        "/view POST",
        "/x GET",
        "/x/<code> GET",
        "/x/<code> POST",
    ],
    "learner": [
        "/account GET",
        "/account/card GET",
        "/account/card POST",
        "/account/card/end POST",
        "/account/copy POST",
        "/account/password GET",
        "/account/password POST",
        "/account/pictures GET",
        "/account/pictures POST",
        "/account/pictures/end POST",
        "/account/requests GET",
        "/account/requests/<uuid:public_id>/take-back POST",
        "/account/requests/correction GET",
        "/account/requests/correction POST",
        "/account/requests/ending GET",
        "/account/requests/ending POST",
        "/account/sessions GET",
        "/account/sessions/<handle>/end POST",
        "/account/sessions/end-others POST",
        "/account/settings GET",
        "/account/shared-machine POST",
        "/certificates GET",
        "/certificates/<code> GET",
        "/certificates/<code>.pdf GET",
        "/courses/<course>/<module>/quiz POST",
        "/courses/<course>/<module>/quiz/review GET",
        "/courses/<course>/final GET",
        "/courses/<course>/final POST",
        "/courses/<course>/final/<int:number> GET",
        "/courses/<course>/final/name GET",
        "/courses/<course>/final/name POST",
        "/courses/<course>/final/result GET",
        "/courses/<course>/final/review GET",
        "/courses/<course>/final/review POST",
        "/courses/<course>/finished GET",
        "/desk GET",
        "/notices GET",
        "/notices POST",
        "/sign-up/done GET",
    ],
    "official": [
        "/register GET",
        "/register.csv GET",
    ],
    "administrator or official or teacher": [
        "/people/<uuid:public_id>/card POST",
        "/people/<uuid:public_id>/card/end POST",
        "/people/<uuid:public_id>/code POST",
        "/people/<uuid:public_id>/help GET",
        "/people/help GET",
    ],
    "administrator or official": [
        "/requests GET",
        "/requests/<uuid:public_id> GET",
        "/requests/<uuid:public_id>/done POST",
        "/requests/<uuid:public_id>/refuse POST",
        "/statistics GET",
        "/statistics/<code> GET",
        "/statistics/<code>/table.csv GET",
    ],
    "administrator": [
        "/people/<uuid:public_id>/roles GET",
        "/people/<uuid:public_id>/roles POST",
        "/people/<uuid:public_id>/roles/<int:grant_id>/end POST",
        "/people/roles GET",
    ],
}


def test_every_route_stands_under_the_visitors_it_admits(app: Flask) -> None:
    labels, found = access_table(app), {label: set[str]() for label in WAYS_IN}

    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            found.setdefault(str(labels[rule.endpoint]), set()).add(f"{rule.rule} {method}")

    assert {label: sorted(ways) for label, ways in found.items()} == WAYS_IN
