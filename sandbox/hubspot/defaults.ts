import type { FakeOwner, FakePipeline } from './types';

/** Owners, pipelines and stages of a portal as HubSpot makes it; the people are invented. */
export const DEFAULT_OWNERS: FakeOwner[] = [
  {
    id: '81234',
    userId: 5566,
    email: 'olena@example.com',
    firstName: 'Olena',
    lastName: 'K.',
    archived: false,
  },
  {
    id: '81235',
    userId: 5567,
    email: 'petro@example.com',
    firstName: 'Petro',
    lastName: 'B.',
    archived: false,
  },
  {
    id: '81236',
    userId: 5568,
    email: 'senior@example.com',
    firstName: 'Iryna',
    lastName: 'S.',
    archived: false,
  },
  { id: '81299', userId: 5599, email: 'gone@example.com', firstName: 'Gone', lastName: 'G.', archived: true },
];

const stage = (id: string, label: string, probability: string): FakePipeline['stages'][number] => ({
  id,
  label,
  metadata: { isClosed: String(probability === '0.0' || probability === '1.0'), probability },
});

export const DEFAULT_DEAL_PIPELINES: FakePipeline[] = [
  {
    id: 'default',
    label: 'Sales Pipeline',
    stages: [
      stage('appointmentscheduled', 'Appointment Scheduled', '0.2'),
      stage('qualifiedtobuy', 'Qualified To Buy', '0.4'),
      stage('presentationscheduled', 'Presentation Scheduled', '0.6'),
      stage('decisionmakerboughtin', 'Decision Maker Bought-In', '0.8'),
      stage('contractsent', 'Contract Sent', '0.9'),
      stage('closedwon', 'Closed Won', '1.0'),
      stage('closedlost', 'Closed Lost', '0.0'),
    ],
  },
];

const leadStage = (id: string, label: string, state: string): FakePipeline['stages'][number] => ({
  id,
  label,
  metadata: { isClosed: String(state === 'QUALIFIED' || state === 'UNQUALIFIED'), leadState: state },
});
export const DEFAULT_LEAD_PIPELINES: FakePipeline[] = [
  {
    id: 'lead-pipeline-id',
    label: 'Lead pipeline',
    stages: [
      leadStage('new-stage-id', 'New', 'NEW'),
      leadStage('attempting-stage-id', 'Attempting', 'IN_PROGRESS'),
      leadStage('connected-stage-id', 'Connected', 'IN_PROGRESS'),
      leadStage('qualified-stage-id', 'Qualified', 'QUALIFIED'),
      leadStage('unqualified-stage-id', 'Disqualified', 'UNQUALIFIED'),
    ],
  },
];
