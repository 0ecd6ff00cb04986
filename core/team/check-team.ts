/** What is wrong with a team (errors: a call would go to the wrong person) and what is unwise (warnings). */
import { HOME_COUNTRY } from '../phone/home';
import { directionKey } from './directions';
import { employeeOfUser, standIn } from './person';
import { takesMissed } from './distribute';
import type { Employee, Team } from '../model/team';

export interface TeamFinding {
  level: 'error' | 'warning';
  code: string;
  /** Employee id the finding is about; null: the whole team. */
  employeeId: string | null;
  /** What is wrong and what to do. */
  message: string;
}

const label = (employee: Employee): string => `${employee.name} (${employee.id})`;

/** A sign that two employees share would give one's calls to the other. */
function shared(
  team: Team,
  code: string,
  what: string,
  signsOf: (employee: Employee) => { key: string; text: string }[],
): TeamFinding[] {
  const first = new Map<string, Employee>();
  const findings: TeamFinding[] = [];
  for (const employee of team.employees) {
    for (const { key, text } of signsOf(employee)) {
      const other = first.get(key);
      if (!key) continue;
      if (!other) first.set(key, employee);
      else if (other !== employee) {
        const message = `${label(other)} and ${label(employee)} have the same ${what} ${text}: leave it with one of them.`;
        findings.push({ level: 'error', code, employeeId: employee.id, message });
      }
    }
  }
  return findings;
}

function warningsOf(employee: Employee, team: Team): TeamFinding[] {
  const findings: TeamFinding[] = [];
  const warn = (code: string, message: string): void => {
    findings.push({
      level: 'warning',
      code,
      employeeId: employee.id,
      message: `${label(employee)} ${message}`,
    });
  };
  if (employee.active && !employee.crmUserId)
    warn('unmapped', 'has no CRM user: his calls go to the senior. Map him.');
  if (employee.active && employee.main.length === 0)
    warn(
      'notDialable',
      'has no main direction: smart forwarding cannot ring him. Add a number or SIP login.',
    );
  if (employee.distributeMissed && !takesMissed(employee))
    warn(
      'cannotTakeMissed',
      'is marked for missed calls but is not active or has no CRM user: he gets none.',
    );
  if (employee.substitute !== null) {
    if (!team.employees.some(({ id }) => id === employee.substitute))
      warn(
        'unknownSubstitute',
        `has the substitute ${employee.substitute}, who is not in the team. Correct the id.`,
      );
    else if (!employee.active && !standIn(employee, team))
      warn('substituteAway', 'is not active, and so is his substitute, or that one has no CRM user.');
  }
  return findings;
}

/** Takes the team and the ISO country of local numbers; returns its findings, errors first. Never throws. */
export function checkTeam(team: Team, country: string = HOME_COUNTRY): TeamFinding[] {
  const folded = (text: string | null): { key: string; text: string }[] =>
    text ? [{ key: text.toLowerCase(), text }] : [];
  const errors = [
    ...shared(team, 'sameId', 'id', (employee) => folded(employee.id)),
    ...shared(team, 'sameEmail', 'e-mail', (employee) => folded(employee.email)),
    ...shared(team, 'sameExtension', 'extension', (employee) => folded(employee.extension)),
    ...shared(team, 'sameDirection', 'direction', ({ main, additional }) =>
      [...main, ...additional].map((text) => ({ key: directionKey(text, country), text })),
    ),
  ];
  const warnings = team.employees.flatMap((employee) => warningsOf(employee, team));
  const warnTeam = (code: string, message: string): void => {
    warnings.push({ level: 'warning', code, employeeId: null, message });
  };
  if (team.employees.length === 0)
    warnTeam('emptyTeam', 'The team is empty: nobody is recognised. Add employees.');
  if (!team.senior) {
    warnTeam(
      'noSenior',
      'No senior is chosen: what has no better owner stays without one. Choose a CRM user.',
    );
  } else {
    const senior = employeeOfUser(team.senior, team);
    if (!senior)
      warnTeam('seniorOutside', `The senior ${team.senior} is no employee of the team. Check his id.`);
    else if (!senior.active)
      warnTeam('seniorAway', `The senior ${label(senior)} is not active. Choose another.`);
  }
  return [...errors, ...warnings];
}
