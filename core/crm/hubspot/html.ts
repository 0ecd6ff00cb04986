/** Plain text into the HTML that HubSpot shows in bodies of calls and tasks. */

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Only Ringostat's own pages become links: a link in a form field or name stays text. */
const OUR_HOSTS = /(^|\.)ringostat\.(com|net)$/i;

/** True for an https link to Ringostat. */
export function isRingostatLink(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    return protocol === 'https:' && OUR_HOSTS.test(hostname) && !username && !password;
  } catch {
    return false;
  }
}

function word(text: string, links: ReadonlySet<string>): string {
  const safe = escapeHtml(text);
  return links.has(text) && isRingostatLink(text)
    ? `<a href="${safe}" target="_blank" rel="noopener">${safe}</a>`
    : safe;
}

/** Takes text of several lines and the links it may hold; returns HTML with everything else escaped. */
export function toHtml(text: string, links: readonly string[] = []): string {
  const known = new Set(links);
  const lines = text.split(/\r?\n/).map((line) =>
    line
      .split(/(\s+)/)
      .map((part) => word(part, known))
      .join(''),
  );
  return lines.join('<br>');
}
