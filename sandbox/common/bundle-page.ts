/** Makes one HTML file of a page: script and style inside, nothing else asked for, so that it works from a disk as from a server. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const ROOT = join(__dirname, '../..');
const PAGE = join(ROOT, 'sandbox/page');

/** The core's one use of Node: SHA-256. */
const browserCrypto: Plugin = {
  name: 'browser-crypto',
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /^(node:)?crypto$/ }, () => ({ path: join(PAGE, 'shared/sha256.ts') }));
  },
};

/** Of the catalogues a page without hosts and CRMs says these; the rest would be half of its size. */
const fewerTexts = (unused: RegExp): Plugin => ({
  name: 'fewer-texts',
  setup: (esbuild) => {
    esbuild.onLoad({ filter: /core[\\/]text[\\/]\w+\.json$/ }, async ({ path }) => {
      const texts = JSON.parse(await readFile(path, 'utf8')) as Record<string, string>;
      const kept = Object.entries(texts).filter(([code]) => !unused.test(code));
      return { contents: JSON.stringify(Object.fromEntries(kept)), loader: 'json' };
    });
  },
});
const UNUSED =
  /^(health|doing|salesforce|ringostat|pipedrive|nethunt|http|zoho|advice|apply|write|pattern|mapping|hubspot|pipeline|place|team|report|mend|desk)\./;

const policy = (script: string, connect: string): string => {
  const hash = createHash('sha256').update(script).digest('base64');
  return `default-src 'none'; script-src 'sha256-${hash}'; style-src 'unsafe-inline'; img-src data:; connect-src ${connect}`;
};

/** Takes the page's folder in sandbox/page. `alone`: it asks no server, and has no texts that only hosts and CRMs say. */
export async function bundlePage(name: string, { alone = false } = {}): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(PAGE, name, 'main.tsx')],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'inline',
    logLevel: 'silent',
    plugins: [browserCrypto, ...(alone ? [fewerTexts(UNUSED)] : [])],
  });
  const script = outputFiles[0]!.text.trim().replaceAll('</script', '<\\/script');
  const styles = await Promise.all(
    [...new Set(['shared', 'matrix', name])].map((folder) =>
      readFile(join(PAGE, folder, 'style.css'), 'utf8'),
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(script, alone ? "'none'" : "'self'")}">
<title>Ringostat</title>
<link rel="icon" href="data:,">
<style>
${styles.join('')}</style>
</head>
<body>
<div id="page"></div>
<script>${script}</script>
</body>
</html>
`;
}
