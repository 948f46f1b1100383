// What JsforceIT has jsforce do: node jsforce.mjs <action> <arguments as JSON>. Prints what came of it as JSON.
import { createSign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import jsforce from 'jsforce';

const [action, text] = process.argv.slice(2);
const given = JSON.parse(text);
const version = '66.0';

const connect = (more = {}) =>
  new jsforce.Connection({ instanceUrl: given.url, accessToken: given.token, version, ...more });

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function assertion() {
  const claims = { iss: given.clientId, sub: given.username, aud: given.url, exp: Math.floor(Date.now() / 1000) + 180 };
  const unsigned = `${base64url({ alg: 'RS256' })}.${base64url(claims)}`;
  const signature = createSign('RSA-SHA256').update(unsigned).sign(readFileSync(given.key), 'base64url');
  return `${unsigned}.${signature}`;
}

const oauth2 = () => new jsforce.OAuth2({ loginUrl: given.url, clientId: given.clientId, clientSecret: given.clientSecret });

const jobs = () =>
  given.orgs.map((org) => ({ PackagePushRequestId: given.request, SubscriberOrganizationKey: org }));

/** What an act gave, or why it failed. */
async function outcome(act) {
  try {
    return { value: await act() };
  } catch (failure) {
    return { failure: failure.errorCode ?? failure.name, message: failure.message };
  }
}

const actions = {
  async identity() {
    return connect().identity();
  },

  async loginByJwt() {
    const connection = new jsforce.Connection({ oauth2: oauth2(), version });
    const user = await connection.authorize({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(),
    });
    const versions = await connection.query('SELECT COUNT() FROM MetadataPackageVersion');
    return { user, instanceUrl: connection.instanceUrl, versions };
  },

  async loginByClientCredentials() {
    const connection = new jsforce.Connection({ oauth2: oauth2(), version });
    const user = await connection.authorize({ grant_type: 'client_credentials' });
    return { user, packages: await connection.query('SELECT Id FROM MetadataPackage') };
  },

  async query() {
    const result = await connect().query(given.soql, { autoFetch: true, maxFetch: 100_000 });
    return { totalSize: result.totalSize, ids: result.records.map((row) => row.Id) };
  },

  async find() {
    return connect().sobject('PackagePushJob').find({ PackagePushRequestId: given.request }, 'Id, Status').limit(3);
  },

  async createJobs() {
    return connect().sobject('PackagePushJob').create(jobs(), { allowRecursive: true });
  },

  async createAndCancel() {
    const requests = connect().sobject('PackagePushRequest');
    const created = await requests.create({ PackageVersionId: given.version });
    const updated = await requests.update({ Id: created.id, Status: 'Canceled' });
    return { created, updated, record: await requests.retrieve(created.id) };
  },

  async destroy() {
    return outcome(() => connect().sobject('PackagePushRequest').destroy(given.request));
  },

  async tree() {
    const records = jobs().map((job, index) => ({
      attributes: { type: 'PackagePushJob', referenceId: `ref${index}` },
      ...job,
    }));
    return outcome(() =>
      connect().request({
        method: 'POST',
        url: `/services/data/v${version}/composite/tree/PackagePushJob`,
        body: JSON.stringify({ records }),
        headers: { 'content-type': 'application/json' },
      }),
    );
  },

  async bulkInsert() {
    const connection = connect();
    connection.bulk2.pollInterval = 300;
    return connection.bulk2.loadAndWaitForResults({ object: 'PackagePushJob', operation: 'insert', input: jobs() });
  },

  async bulkQuery() {
    const connection = connect();
    connection.bulk2.pollInterval = 300;
    const rows = await (await connection.bulk2.query(given.soql)).toArray();
    return { rows: rows.length, first: rows[0], ids: rows.map((row) => row.Id) };
  },

  async refresh() {
    let refreshed = 0;
    const connection = connect({
      refreshFn: async (self, callback) => {
        refreshed += 1;
        try {
          callback(null, (await oauth2().requestToken({ grant_type: 'client_credentials' })).access_token);
        } catch (failure) {
          callback(failure);
        }
      },
    });
    const result = await connection.query(given.soql, { autoFetch: true, maxFetch: 100_000 });
    return { refreshed, rows: result.records.length };
  },

  async refreshByToken() {
    const refreshed = [];
    const connection = connect({ oauth2: oauth2(), refreshToken: given.refreshToken });
    connection.on('refresh', (token) => refreshed.push(token));
    const act = await outcome(() => connection.query(given.soql, { autoFetch: true, maxFetch: 100_000 }));
    return act.failure ? act : { refreshed, ids: act.value.records.map((row) => row.Id) };
  },

  async read() {
    return outcome(() => connect().query('SELECT Id FROM MetadataPackage'));
  },

  async create() {
    return outcome(() => connect().sobject('PackagePushRequest').create({ PackageVersionId: given.version }));
  },

  async describe() {
    const description = await connect().sobject('PackagePushRequest').describe();
    return { name: description.name, fields: description.fields.map((field) => field.name) };
  },
};

console.log(JSON.stringify(await actions[action]()));
