// The words of the console in one place: what a state is called, what it means, and which colour it has.

export const CAMPAIGN_STATES = {
  PREPARING: { label: 'Preparing', tone: 'neutral', meaning: 'The list of subscriber orgs is being brought up to date and the plan is being made.' },
  RUNNING: { label: 'Running', tone: 'active', meaning: 'Orgs are being upgraded, wave after wave.' },
  HALTED: { label: 'Halted', tone: 'bad', meaning: 'Nothing new is started until somebody resumes or aborts the campaign.' },
  ABORTED: { label: 'Aborted', tone: 'bad', meaning: 'Ended by a person. Nothing more is pushed.' },
  COMPLETED: { label: 'Completed', tone: 'good', meaning: 'Every planned org has its result.' },
};

export const WAVE_STATES = {
  WAITING: { label: 'Not open yet', tone: 'neutral' },
  OPEN: { label: 'Open', tone: 'active' },
  PASSED: { label: 'Gate passed', tone: 'good' },
  HALTED: { label: 'Gate halted', tone: 'bad' },
};

// What the bars are made of, in the order in which they are drawn.
export const SEGMENTS = [
  { key: 'succeeded', label: 'Succeeded', meaning: 'The org has the new version.', count: c => c.succeeded },
  { key: 'failed', label: 'Failed', meaning: 'The push failed and is not tried again.', count: c => c.failed },
  { key: 'retrying', label: 'Retrying', meaning: 'An attempt failed; another one follows by itself.', count: c => c.retrying },
  { key: 'pushing', label: 'Pushing', meaning: 'Scheduled at Salesforce, or being installed right now.', count: c => c.scheduled + c.started },
  { key: 'ended', label: 'Skipped or cancelled', meaning: 'Nothing was pushed, and nothing will be.', count: c => c.skipped + c.cancelled },
  { key: 'waiting', label: 'Waiting', meaning: 'Planned; its turn has not come yet.', count: c => c.waiting },
];

export const ORG_STATES = {
  EXCLUDED: { label: 'Left out', tone: 'neutral' },
  WAITING: { label: 'Waiting', tone: 'neutral' },
  SCHEDULED: { label: 'Scheduled', tone: 'active' },
  STARTED: { label: 'Installing', tone: 'active' },
  RETRYING: { label: 'Retrying', tone: 'warn' },
  SUCCEEDED: { label: 'Succeeded', tone: 'good' },
  FAILED: { label: 'Failed', tone: 'bad' },
  SKIPPED: { label: 'Skipped', tone: 'neutral' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
};

export const EXCLUSIONS = {
  ORG_INACTIVE: 'The org is inactive and cannot receive pushes',
  ALREADY_ON_TARGET_OR_NEWER: 'Already has this version or a newer one',
  BETA_INSTALLED: 'A beta version is installed; a beta cannot be upgraded',
  BLOCKED_BY_SUBSCRIBER: 'The customer blocks push upgrades',
  INSTALLED_VERSION_UNKNOWN: 'The installed version is not in the catalogue',
};

export const FAILURE_CLASSES = {
  TRANSIENT: 'Usually passes by itself',
  NEEDS_ACTION: 'Somebody has to change something first',
  INELIGIBLE: 'Salesforce will not push this version to this org',
  UNCLASSIFIED: 'Salesforce gave no reason that is known',
  TIMED_OUT: 'Salesforce did not finish in the time allowed; its answer may still come',
};

export const TIMELINE = {
  PLANNED: { label: 'Planned', tone: 'neutral' },
  EXCLUDED: { label: 'Left out', tone: 'neutral' },
  SCHEDULED: { label: 'Scheduled at Salesforce', tone: 'active' },
  STARTED: { label: 'Installation began', tone: 'active' },
  CANCELLED: { label: 'Cancelled', tone: 'neutral' },
  SKIPPED: { label: 'Skipped', tone: 'neutral' },
  FAILED: { label: 'Attempt failed', tone: 'bad' },
  SUCCEEDED: { label: 'Succeeded', tone: 'good' },
  LATE_ANSWER: { label: 'Late answer', tone: 'neutral' },
};

export const EVENT_TONES = {
  CAMPAIGN_HALTED: 'bad', CAMPAIGN_ABORTED: 'bad', CAMPAIGN_COMPLETED: 'good', CAMPAIGN_RESUMED: 'active', WAVE_OPENED: 'active',
};

export const eventTone = event =>
  event.gate ? (event.gate === 'PASSED' ? 'good' : 'bad') : (EVENT_TONES[event.type] ?? 'neutral');
