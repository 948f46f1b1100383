// What Jsforce1IT has jsforce 1.11 do: node jsforce1.mjs <action> <arguments as JSON>. Prints what came of it as JSON.
import jsforce from 'jsforce-1';

const [action, text] = process.argv.slice(2);
const given = JSON.parse(text);
const version = '52.0';

function connect(more = {}) {
  const connection = new jsforce.Connection({ instanceUrl: given.url, accessToken: given.token, version, ...more });
  connection.bulk.pollInterval = 200;
  connection.bulk.pollTimeout = 30_000;
  return connection;
}

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

const rowsOf = (connection) =>
  new Promise((found, failed) => {
    const rows = [];
    connection.bulk
      .query(given.soql)
      .on('record', (row) => rows.push(row))
      .on('end', () => found(rows))
      .on('error', failed);
  });

/** As forcedotcom/package-manager has it: one batch after the other of a job that stays open. */
function batchByBatch(connection, size) {
  const job = connection.bulk.createJob('PackagePushJob', 'insert');
  const results = [];
  const all = jobs();
  return new Promise((done, failed) => {
    const next = (from) => {
      if (from >= all.length) {
        done(results);
        return;
      }
      const batch = job.createBatch();
      batch.execute(all.slice(from, from + size));
      batch.on('queue', () => batch.poll(200, 30_000));
      batch.on('error', failed);
      batch.on('response', (some) => {
        results.push(...some);
        next(from + size);
      });
    };
    next(0);
  });
}

const actions = {
  async load() {
    return connect().bulk.load('PackagePushJob', 'insert', jobs());
  },

  async batches() {
    return batchByBatch(connect(), given.size);
  },

  async query() {
    const rows = await rowsOf(connect());
    return { rows: rows.length, first: rows[0], ids: rows.map((row) => row.Id) };
  },

  async wrongQuery() {
    return outcome(() => rowsOf(connect()));
  },

  async monitor() {
    const connection = connect();
    const job = connection.bulk.createJob('PackagePushJob', 'insert');
    await job.open();
    const batch = job.createBatch();
    const queued = new Promise((found) => batch.on('queue', found));
    batch.execute(jobs());
    const first = await queued;
    const list = await job.list();
    const info = await job.check();
    const aborted = await connection.bulk.job(info.id).abort();
    return { first, list, info, aborted };
  },

  async refresh() {
    let refreshed = 0;
    const connection = connect({
      accessToken: 'expired',
      refreshFn: (self, callback) => {
        refreshed += 1;
        callback(null, given.token);
      },
    });
    const results = await connection.bulk.load('PackagePushJob', 'insert', jobs());
    return { refreshed, results };
  },

  async badSession() {
    return outcome(() => connect({ accessToken: 'expired' }).bulk.createJob('PackagePushJob', 'insert').open());
  },

  async login() {
    return outcome(() => new jsforce.Connection({ loginUrl: given.url, version }).login('a@b.example', 'secret'));
  },
};

console.log(JSON.stringify(await actions[action]()));
