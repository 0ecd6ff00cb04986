/** Settings of the config node "Ringostat project", for both halves. */
export interface ProjectSettings {
  version: number;
  name: string;
  /** Number of the project in Ringostat’s cabinet; part of the keys of records, so not to be changed later. */
  projectId: string;
  /** Empty: Ringostat's. */
  baseUrl: string;
  /** IANA zone of the project, in which Ringostat writes times. */
  timeZone: string;
  /** ISO 3166 country of numbers without country code. */
  defaultCountry: string;
}
export interface ProjectCredentials {
  authKey?: string;
  secret?: string;
  /** Still accepted while the secret is being changed in Ringostat. */
  previousSecret?: string;
}
