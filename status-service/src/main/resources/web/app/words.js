// The words of the console in one place: what a state is called, what it means, and which colour it has.
import { plural } from './format.js';

export const CAMPAIGN_STATES = {
  PREPARING: { label: 'Preparing', tone: 'neutral', meaning: 'The list of subscriber orgs is being brought up to date and the plan is being made.' },
  RUNNING: { label: 'Running', tone: 'active', meaning: 'Orgs are being upgraded, wave after wave.' },
  HALTED: { label: 'Halted', tone: 'bad', meaning: 'Nothing new is started until somebody resumes or aborts the campaign.' },
  ABORTED: { label: 'Aborted', tone: 'bad', meaning: 'Ended by a person. Nothing more is pushed; what Salesforce had begun still ends.' },
  COMPLETED: { label: 'Completed', tone: 'good', meaning: 'Every planned org has its result.' },
};

export const RELEASE_OUTCOMES = {
  RECEIVED: { label: 'Received', tone: 'active' },
  ACCEPTED: { label: 'Accepted', tone: 'good' },
  REJECTED: { label: 'Rejected', tone: 'bad' },
};

// What a campaign's badge says: its state, and what takes something away from it.
export function campaignBadge(campaign) {
  const state = CAMPAIGN_STATES[campaign.state];
  const { failed } = campaign.orgs;
  if (!campaign.complete && campaign.endedAt) {
    return { label: `${state.label}, but not all is known here`, tone: 'warn', meaning: 'The numbers below are no end: results or plan entries are missing.' };
  }
  if (campaign.state === 'COMPLETED' && failed) {
    return { label: `Completed with ${plural(failed, 'failure')}`, tone: 'warn', meaning: 'Every planned org has its result; the gates passed with these failures.' };
  }
  if (campaign.state === 'HALTED' || campaign.state === 'ABORTED') {
    const flying = campaign.orgs.scheduled + campaign.orgs.started;
    if (flying) return { ...state, label: `${state.label}, ${plural(flying, 'org')} still under way` };
  }
  return state;
}

// A wave's badge; an open wave of a campaign that is not going is not going either.
export function waveBadge(wave, campaign) {
  const stopped = { HALTED: 'Open, but halted', ABORTED: 'Ended by the abort', COMPLETED: 'Open when the campaign ended' }[campaign.state];
  if (wave.state === 'OPEN' && stopped) return { label: stopped, tone: 'bad' };
  if (wave.state === 'WAITING' && campaign.endedAt) return { label: 'Never opened', tone: 'neutral' };
  return WAVE_STATES[wave.state];
}

export const WAVE_STATES = {
  WAITING: { label: 'Not open yet', tone: 'neutral' },
  OPEN: { label: 'Open', tone: 'active' },
  PASSED: { label: 'Gate passed', tone: 'good' },
  HALTED: { label: 'Gate halted', tone: 'bad' },
};

// By what a wave takes its orgs.
export const WAVE_KINDS = {
  OWN_TEST_ORGS: { label: 'own test orgs', meaning: 'The publisher’s own test orgs.' },
  CANARY: { label: 'canary', meaning: 'A few orgs that are looked at before others follow.' },
  SANDBOXES: { label: 'sandboxes', meaning: 'Sandboxes of customers.' },
  PRODUCTION: { label: 'production', meaning: 'Production orgs.' },
  LABEL: { label: 'by label', meaning: 'Orgs with a value of a label.' },
  FILTER: { label: 'by filter', meaning: 'Orgs that a filter finds.' },
  SHARE: { label: 'share', meaning: 'A share or a number of the orgs, chosen by lot.' },
  REST: { label: 'rest', meaning: 'Every org that no wave before has taken.' },
};

// What the bars are made of, in the order in which they are drawn.
export const SEGMENTS = [
  { key: 'succeeded', label: 'Succeeded', meaning: 'The org has the new version.', count: c => c.succeeded },
  { key: 'reached', label: 'Reached by the customer', meaning: 'The customer had brought the org to this version or above; nothing had to be pushed.', count: c => c.reached },
  { key: 'failed', label: 'Failed', meaning: 'The push failed and is not tried again.', count: c => c.failed },
  { key: 'retrying', label: 'Retrying', meaning: 'An attempt failed; another one follows by itself.', count: c => c.retrying },
  { key: 'pushing', label: 'Pushing', meaning: 'Scheduled at Salesforce, or being installed right now.', count: c => c.scheduled + c.started },
  { key: 'left-out', label: 'Left out', meaning: 'Salesforce could not push, for a reason that lies in the org: uninstalled, inactive, blocked …', count: c => c.leftOut },
  { key: 'ended', label: 'Skipped or cancelled', meaning: 'Nothing was pushed, and nothing will be.', count: c => c.skipped + c.cancelled },
  { key: 'waiting', label: 'Waiting', meaning: 'Planned; its turn has not come yet.', count: c => c.waiting },
];

export const ORG_STATES = {
  EXCLUDED: { label: 'Excluded by the plan', tone: 'neutral' },
  WAITING: { label: 'Waiting', tone: 'neutral' },
  SCHEDULED: { label: 'Scheduled', tone: 'active' },
  STARTED: { label: 'Installing', tone: 'active' },
  RETRYING: { label: 'Retrying', tone: 'warn' },
  SUCCEEDED: { label: 'Succeeded', tone: 'good' },
  REACHED: { label: 'Reached by the customer', tone: 'good' },
  FAILED: { label: 'Failed', tone: 'bad' },
  LEFT_OUT: { label: 'Left out', tone: 'neutral' },
  SKIPPED: { label: 'Skipped', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
};

export const EXCLUSIONS = {
  ORG_INACTIVE: 'The org is inactive and cannot receive pushes',
  ALREADY_ON_TARGET_OR_NEWER: 'Already has this version or a newer one',
  BETA_INSTALLED: 'A beta version is installed; a beta cannot be upgraded',
  BLOCKED_BY_SUBSCRIBER: 'The customer blocks push upgrades',
  INSTALLED_VERSION_UNKNOWN: 'The installed version is not in the catalogue',
  NO_COMMON_ANCESTOR: 'This version does not descend from the installed one, so Salesforce would refuse it',
  EXCLUDED_BY_REQUEST: 'Whoever began the campaign excluded it',
  OPTED_OUT: 'The customer does not want pushes',
  HELD: 'Somebody holds the org: nothing is pushed until the hold is lifted',
  PINNED: 'Somebody pinned the org to an older version',
  IN_NO_WAVE: 'No wave of the strategy takes it, or each that would is full',
};

export const LEFT_OUT = {
  UNINSTALLED: 'The customer uninstalled the package',
  ORG_INACTIVE: 'The org is inactive, locked or deleted',
  SUBSCRIPTION_EXPIRED: 'The customer’s Salesforce subscription or trial has expired',
  BLOCKED_BY_SUBSCRIBER: 'The customer blocks push upgrades',
  BETA_INSTALLED: 'A beta version is installed; a beta cannot be upgraded',
  NO_COMMON_ANCESTOR: 'This version does not descend from the installed one',
  NOT_ELIGIBLE: 'Salesforce calls the org not eligible and says no more',
};

export const STRAYS = {
  ORG_NOT_PLANNED: 'No plan entry names the org',
  ORG_EXCLUDED: 'The plan excluded the org',
  OTHER_WAVE: 'The plan has the org in another wave',
  ATTEMPT_NOT_COMMANDED: 'No such attempt can have been commanded',
  NOTHING_TO_CORRECT: 'It corrects an attempt that is not known to have timed out',
  CONTRADICTED: 'The attempt has another end',
};

export const SERVICE_STATES = {
  NOT_ASKED: { label: 'not asked yet', tone: 'neutral' },
  READY: { label: 'ready', tone: 'good' },
  NOT_READY: { label: 'cannot work', tone: 'bad' },
  NO_ANSWER: { label: 'does not answer', tone: 'bad' },
};

export const FAILURE_CLASSES = {
  TRANSIENT: 'Usually passes by itself',
  NEEDS_ACTION: 'Somebody has to change something first',
  UNCLASSIFIED: 'Salesforce gave no reason that is known',
  TIMED_OUT: 'Salesforce did not finish in the time allowed; its answer may still come',
};

export const TIMELINE = {
  PLANNED: { label: 'Planned', tone: 'neutral' },
  EXCLUDED: { label: 'Excluded by the plan', tone: 'neutral' },
  SCHEDULED: { label: 'Scheduled at Salesforce', tone: 'active' },
  STARTED: { label: 'Installation began', tone: 'active' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
  SKIPPED: { label: 'Skipped', tone: 'neutral' },
  LEFT_OUT: { label: 'Left out', tone: 'neutral' },
  FAILED: { label: 'Attempt failed', tone: 'bad' },
  REACHED: { label: 'Reached by the customer', tone: 'good' },
  SUCCEEDED: { label: 'Succeeded', tone: 'good' },
  LATE_ANSWER: { label: 'Late answer', tone: 'neutral' },
};

export const EVENT_TONES = {
  CAMPAIGN_HALTED: 'bad', CAMPAIGN_ABORTED: 'bad', CAMPAIGN_COMPLETED: 'good', CAMPAIGN_RESUMED: 'active', WAVE_OPENED: 'active',
};

export const eventTone = event =>
  event.gate ? (event.gate === 'PASSED' ? 'good' : 'bad') : (EVENT_TONES[event.type] ?? 'neutral');
