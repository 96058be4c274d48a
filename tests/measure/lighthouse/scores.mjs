/* Reads { browser, runs, pages: [{ name, url, cookie }] } and writes one line of JSON a page: the best score of its runs
   in each category, and the shortest time the script blocked the page. Nothing is fetched but the pages. */
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

const asked = JSON.parse(readFileSync(0, "utf-8"));
const chrome = await launch({ chromePath: asked.browser, chromeFlags: FLAGS, logLevel: "silent" });
try {
  for (const page of asked.pages) console.log(JSON.stringify({ name: page.name, ...(await best(page)) }));
} finally {
  chrome.kill();
}

async function best({ url, cookie }) {
  const found = { blocked: Infinity, lost: {} };
  for (let run = 0; run < asked.runs; run += 1) {
    const lhr = await run_of(url, cookie ? { Cookie: cookie } : {});
    for (const name of CATEGORIES) {
      const score = Math.round(100 * lhr.categories[name].score);
      if (found[name] === undefined || score > found[name]) {
        found[name] = score;
        found.lost[name] = lhr.categories[name].auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 0.9).map((ref) => ref.id);
      }
    }
    found.blocked = Math.min(found.blocked, lhr.audits["total-blocking-time"].numericValue);
  }
  return found;
}

/* Now and then the browser loses its own record of a load; that says nothing of the page. */
async function run_of(url, extraHeaders) {
  let lhr;
  for (let tried = 0; tried < 3; tried += 1) {
    ({ lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, extraHeaders, logLevel: "silent" }));
    if (!lhr.runtimeError) return lhr;
  }
  throw new Error(`${url}: ${lhr.runtimeError.message}`);
}
