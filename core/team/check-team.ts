/** What is wrong with a team (errors: a call would go to the wrong person) and what is unwise (warnings). */
import { HOME_COUNTRY } from '../phone/home';
import { directionKey } from './directions';
import { employeeOfUser, standIn } from './person';
import { takesMissed } from './distribute';
import type { Said } from '../model/said';
import { said } from '../text/said';
import type { Employee, Team } from '../model/team';

export interface TeamFinding {
  level: 'error' | 'warning';
  code: string;
  /** Employee id the finding is about; null: the whole team. */
  employeeId: string | null;
  /** What is wrong and what to do. */
  message: Said;
}

const label = (employee: Employee): string => `${employee.name} (${employee.id})`;

/** A sign that two employees share would give one's calls to the other. */
function shared(
  team: Team,
  code: 'sameId' | 'sameEmail' | 'sameExtension' | 'sameDirection',
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
        const message = said(`team.${code}`, { one: label(other), other: label(employee), value: text });
        findings.push({ level: 'error', code, employeeId: employee.id, message });
      }
    }
  }
  return findings;
}

function warningsOf(employee: Employee, team: Team): TeamFinding[] {
  const findings: TeamFinding[] = [];
  const warn = (code: string, message: Said): void => {
    findings.push({ level: 'warning', code, employeeId: employee.id, message });
  };
  const who = { employee: label(employee) };
  if (employee.active && !employee.crmUserId) warn('unmapped', said('team.unmapped', who));
  if (employee.active && employee.main.length === 0) warn('notDialable', said('team.notDialable', who));
  if (employee.distributeMissed && !takesMissed(employee))
    warn('cannotTakeMissed', said('team.cannotTakeMissed', who));
  const { substitute } = employee;
  if (substitute !== null) {
    if (!team.employees.some(({ id }) => id === substitute))
      warn('unknownSubstitute', said('team.unknownSubstitute', { ...who, substitute }));
    else if (!employee.active && !standIn(employee, team))
      warn('substituteAway', said('team.substituteAway', who));
  }
  return findings;
}

/** Takes the team and the ISO country of local numbers; returns its findings, errors first. Never throws. */
export function checkTeam(team: Team, country: string = HOME_COUNTRY): TeamFinding[] {
  const folded = (text: string | null): { key: string; text: string }[] =>
    text ? [{ key: text.toLowerCase(), text }] : [];
  const errors = [
    ...shared(team, 'sameId', (employee) => folded(employee.id)),
    ...shared(team, 'sameEmail', (employee) => folded(employee.email)),
    ...shared(team, 'sameExtension', (employee) => folded(employee.extension)),
    ...shared(team, 'sameDirection', ({ main, additional }) =>
      [...main, ...additional].map((text) => ({ key: directionKey(text, country), text })),
    ),
  ];
  const warnings = team.employees.flatMap((employee) => warningsOf(employee, team));
  const warnTeam = (code: string, message: Said): void => {
    warnings.push({ level: 'warning', code, employeeId: null, message });
  };
  if (team.employees.length === 0) warnTeam('emptyTeam', said('team.emptyTeam'));
  if (!team.senior) {
    warnTeam('noSenior', said('team.noSenior'));
  } else {
    const senior = employeeOfUser(team.senior, team);
    if (!senior) warnTeam('seniorOutside', said('team.seniorOutside', { senior: team.senior }));
    else if (!senior.active) warnTeam('seniorAway', said('team.seniorAway', { senior: label(senior) }));
  }
  return [...errors, ...warnings];
}
