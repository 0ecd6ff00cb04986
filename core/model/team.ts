/** An employee of the Ringostat project and the CRM user mapped to that employee (one row of the team table). */
export interface Employee {
  /** Ringostat's staffId. */
  id: string;
  name: string;
  email: string | null;
  extension: string | null;
  /** Dialled and used to recognise: numbers, SIP logins, login@sip.example.com. */
  main: string[];
  /** Only used to recognise, never dialled (F-05). */
  additional: string[];
  /** CRM user (HubSpot: owner id); null when not mapped. */
  crmUserId: string | null;
  active: boolean;
  /** Takes part in the distribution of missed calls of new clients (G-11). */
  distributeMissed: boolean;
  /** Employee id who stands in while this one is not active. */
  substitute: string | null;
}

export interface Team {
  employees: Employee[];
  /** CRM user who catches what has no better owner. */
  senior: string | null;
  /** Lists it was made of that are old or lack; absent: none. */
  notes?: TeamNote[];
}

/** A list that could not be read when it was due. */
export interface TeamNote {
  list: 'staff' | 'users';
  /** Whose list: Ringostat, HubSpot, … */
  system: string;
  /** Why; never a secret. */
  message: string;
  /** When the list that is used was read, in words; null: there is none, so employees or their CRM users lack. */
  readAt: string | null;
}

/** Somebody who can own records. A manager without CRM user is "unmapped" (G-20). */
export interface Person {
  crmUserId: string | null;
  employeeId: string | null;
  name: string | null;
  email: string | null;
}
