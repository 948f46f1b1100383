// The console as people use it, in a real browser on a real status service. ConsoleIT starts it and tells it what there is.
import { strict as assert } from 'node:assert';
import { after, afterEach, before, test } from 'node:test';
import { BASE, LOOKS, accessible, launch, open, testId } from './browser.mjs';

// Campaigns that ConsoleIT has told the service about, by their state.
const { halted, aborted, completed, endless } = JSON.parse(process.env.PUSHWAVE_CAMPAIGNS);

const ENDLESS_ORG = '00DENDLESS00001';

let browser;
before(async () => (browser = await launch()));
// A page that stays open goes on to ask the service, and slows down every test after it.
afterEach(() => Promise.all(browser.contexts().map(context => context.close())));
after(() => browser.close());

const campaignAddress = id => `/#/campaigns/${id}`;
const text = locator => locator.innerText();

for (const { width, colorScheme } of LOOKS) {
  for (const [name, address, shown] of [
    ['the list of campaigns', '/', 'campaign-list'],
    ['a halted campaign', campaignAddress(halted), 'events'],
    ['a campaign with long names', campaignAddress('console-long'), 'events'],
    ['a completed campaign', campaignAddress(completed), 'events'],
    ['the list of releases', '/#/releases', 'releases-table'],
    ['a search', '/#/search/customer', 'found-orgs'],
  ]) {
    test(`${name} has no fault that axe finds, ${colorScheme}, ${width} pixels wide`, async () => {
      const page = await open(browser, address, { width, colorScheme });
      await testId(page, shown).waitFor();
      if (shown === 'events') await testId(page, 'event-row').waitFor();
      await accessible(page, name);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wider, 0, 'nothing is wider than the window');
    });
  }
}

for (const [name, address, shown] of [
  ['the list of campaigns', '/', '[data-testid="campaign-list"]'],
  ['a campaign', campaignAddress(endless), '[data-testid="event-row"]'],
  ['the orgs of a campaign', campaignAddress(endless), '[data-testid="org-row"]'],
  ['what happened to an org', `${campaignAddress(endless)}/orgs/${ENDLESS_ORG}`, '[data-testid="timeline-entry"]'],
  ['an org', `/#/orgs/${ENDLESS_ORG}`, '[data-testid="org-campaign"]'],
  ['a search', `/#/search/${ENDLESS_ORG.slice(0, 8)}`, '[data-testid="found-org"]'],
  ['the list of releases', '/#/releases', '[data-release="console-endless"]'],
]) {
  test(`of a text that does not end, ${name} has no more in it than can be read at a glance`, async () => {
    const page = await open(browser, address);
    await page.locator(shown).first().waitFor();

    const longest = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      let most = '';
      while (texts.nextNode()) {
        if (texts.currentNode.data.length > most.length) most = texts.currentNode.data;
      }
      return most;
    });

    assert.ok(longest.length <= 401, `${longest.length} characters: ${longest.slice(0, 60)}`);
  });
}

test('a wave is shown with its whole name, and its kind in a word unless the name is that word', async () => {
  const page = await open(browser, campaignAddress('console-long'));
  await testId(page, 'wave-8').waitFor();
  const told = id => page.locator(`[data-testid^="wave-"][data-testid$="-${id}"]`).allInnerTexts();

  const names = await told('name');
  const kinds = await told('kind');

  assert.deepEqual(names.map(one => [...one].length).slice(0, 5), [60, 60, 60, 60, 60]);
  assert.deepEqual(names.slice(5), ['<b>a & b</b> "quoted"', '5 %', 'Rest']);
  assert.deepEqual(kinds, ['own test orgs', 'canary', 'sandboxes', 'production', 'by label', 'by filter', 'share']);
});

for (const { width } of LOOKS.slice(0, 2)) {
  test(`nothing in the head of a wave with a long name covers anything else, ${width} pixels wide`, async () => {
    const page = await open(browser, campaignAddress('console-long'), { width });
    await testId(page, 'wave-8').waitFor();

    const faults = await page.evaluate(() => [...document.querySelectorAll('.wave')].flatMap(wave => {
      const card = wave.getBoundingClientRect();
      const parts = [...wave.querySelector('header').children].map(part => [part.textContent.trim(), part.getBoundingClientRect()]);
      const outside = parts.filter(([, box]) => box.left < card.left || box.right > card.right);
      const covered = parts.filter(([, box], index) => parts.slice(index + 1).some(([, other]) =>
        box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom));
      return [...outside, ...covered].map(([what]) => what);
    }));

    assert.deepEqual(faults, []);
  });
}

test('the name of an org’s wave is cut in the table, and whole in its title and where the org is looked at', async () => {
  const page = await open(browser, campaignAddress('console-long'));
  const cell = page.locator('[data-org="00DLONG00000001"] [data-label="Wave"]');
  await cell.waitFor();
  const cut = await cell.evaluate(shown => shown.scrollWidth > shown.clientWidth);

  await page.locator('[data-org="00DLONG00000001"] a').click();

  assert.ok(cut);
  assert.equal(await cell.getAttribute('title'), 'W'.repeat(60));
  await testId(page, 'timeline-entry').waitFor();
  assert.match(await text(testId(page, 'org-timeline')), /1 · W{60} own test orgs/);
});

test('the revision of the plan that stands is shown with the beginning of its hash', async () => {
  const page = await open(browser, campaignAddress(halted));

  assert.equal(await text(testId(page, 'plan-revision')), 'Revision 1 0123456789ab…');
});

test('what happened to a wave is said with its name', async () => {
  const page = await open(browser, campaignAddress(halted));

  assert.match(await text(page.locator('[data-type="WAVE_OPENED"]').last()), /Wave 1 \(Canary\) opened/);
});

test('orgs are found by their wave, which is called by its name', async () => {
  const page = await open(browser, campaignAddress(halted));
  await testId(page, 'org-row').waitFor();

  await testId(page, 'org-wave-filter').selectOption({ label: '2 · Early adopters' });

  await page.waitForFunction(() => [...document.querySelectorAll('[data-testid="org-row"] [data-label="Wave"]')]
    .every(cell => cell.textContent === '2 · Early adopters'));
});

test('the rest of a text that does not end is one click away', async () => {
  const page = await open(browser, campaignAddress(endless));
  const reason = testId(page, 'halt-reason').locator('details');
  const beginning = await text(reason);

  await reason.locator('summary').click();

  await page.waitForFunction(length => document.querySelector('[data-testid="halt-reason"] details').innerText.length > length + 10_000, beginning.length);
});

test('an address that cannot be decoded is told, not blank', async () => {
  const page = await open(browser, '/#/orgs/%');

  assert.match(await text(testId(page, 'empty')), /This is no org id/);
});

test('an id in the wrong case is told that ids are case-sensitive', async () => {
  const page = await open(browser, '/');
  await testId(page, 'find-org').fill('00d000000000001');

  await testId(page, 'find-org').press('Enter');

  assert.match(await text(testId(page, 'empty')), /case-sensitive/);
});

test('a rejected release is on the first page, with its reason', async () => {
  const page = await open(browser, '/');

  assert.match(await text(testId(page, 'rejected-release')), /nobody-left|beta-version/);
});

test('the releases of one outcome are listed with what came of them', async () => {
  const page = await open(browser, '/#/releases');
  await testId(page, 'outcome-filter').selectOption('ACCEPTED');

  await page.locator('[data-testid="release-row"]:not([data-outcome="ACCEPTED"])').first().waitFor({ state: 'detached' });

  const row = testId(page, 'release-row');
  assert.match(await text(row), /Accepted/i);
  assert.match(await row.locator('a').getAttribute('href'), /^#\/campaigns\//);
});

test('a halted campaign says so, and by whom', async () => {
  const page = await open(browser, campaignAddress(halted));

  assert.match(await text(testId(page, 'campaign-state')), /^Halted/);
  assert.match(await text(testId(page, 'halt-reason')), /Halted by the gate/);
});

test('the wave that was open when its campaign was aborted is not called open', async () => {
  const page = await open(browser, campaignAddress(aborted));
  await testId(page, 'wave-1-state').waitFor();

  const states = await page.locator('[data-testid^="wave-"][data-state]').allInnerTexts();

  assert.ok(states.length > 0);
  assert.ok(states.every(state => state !== 'Open'), states.join(', '));
});

test('a campaign that completed with failures is not plain green', async () => {
  const page = await open(browser, campaignAddress(completed));
  const badge = testId(page, 'campaign-state').locator('.badge');

  assert.match(await text(badge), /^Completed with \d+ failures?$/);
  assert.match(await badge.getAttribute('class'), /\bwarn\b/);
});

test('the numbers of a decision say that they are those at the decision', async () => {
  const page = await open(browser, campaignAddress(completed));

  assert.match(await text(testId(page, 'wave-1-gate-numbers')), /^At the decision: of /);
});

test('Back after an org was looked at leads to where one came from, not to the org again', async () => {
  const page = await open(browser, '/');
  await page.locator(`[data-campaign="${halted}"]`).click();
  await testId(page, 'org-row').locator('a').first().click();
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });

  await page.goBack();

  assert.equal(new URL(page.url()).hash.replace('#/', ''), '');
});

test('a stream on which nothing comes is not called live', async () => {
  const page = await open(browser, campaignAddress(halted), {
    before: async opened => {
      await opened.clock.install();
      await opened.route('**/stream*', () => {});
    },
  });
  const connection = testId(page, 'connection-state');
  await connection.waitFor();

  await page.clock.fastForward(13_000);

  assert.equal(await connection.getAttribute('data-state'), 'reconnecting');
});

test('a live stream says when something changed last', async () => {
  const page = await open(browser, campaignAddress(halted));
  await page.locator('[data-testid="connection-state"][data-state="live"]').waitFor();

  assert.match(await text(testId(page, 'last-change')), /^last change .+ ago$/);
});

test('a status service that is gone is told', async () => {
  const page = await open(browser, '/');
  await testId(page, 'campaign-list').waitFor();

  await page.route('**/api/**', route => route.abort());

  assert.match(await text(testId(page, 'health-banner')), /What is shown may be old\.[\s\S]*cannot be reached/);
});

test('a service that does not answer is named', async () => {
  const page = await open(browser, '/', {
    before: opened => opened.route('**/api/health-of-services', async route => {
      const response = await route.fetch();
      const health = await response.json();
      health.services[0] = { ...health.services[0], state: 'NO_ANSWER' };
      await route.fulfill({ response, json: health });
    }),
  });

  assert.match(await text(testId(page, 'health-banner')), /The \w+ service does not answer since/);
});

test('a new console is taken up at once: the page itself is not kept', async () => {
  const response = await fetch(`${BASE}/`);

  assert.doesNotMatch(response.headers.get('cache-control') ?? '', /immutable|max-age=[1-9]/);
});
