import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { dependencies, devDependencies, peerDependencies } from '../../package.json';
import { failureTypes } from '../../src/domain/failures';
import { defaultOnboardingPolicy } from '../../workflows/onboarding/policy';
import { blocksOf, pages, pageText, root, type Block } from '../support/pages';

/** A block that imports begins a program; one that does not goes on from those before it, as a reader does. */
function programsOf(page: string): Block[][] {
  const programs: Block[][] = [];
  for (const block of blocksOf(page).filter(({ language }) => language === 'ts')) {
    if (/^(import|export) .*from /m.test(block.text) || programs.length === 0) programs.push([block]);
    else programs.at(-1)!.push(block);
  }
  return programs;
}

interface Source {
  readonly text: string;
  /** Where a line of the text stands, as `docs/onboarding.md:42`. */
  readonly places: readonly string[];
}

/** Each block in the scope of those before it, so that it may give a name anew. */
function sourceOf(program: readonly Block[]): Source {
  const lines = program.flatMap(({ page, line, text }, at) => {
    const own = text.trimEnd().split('\n');
    const numbered = own.map((code, index) => ({ code, place: `${page}:${line + index}` }));
    return at === 0 ? numbered : [{ code: '{', place: `${page}:${line}` }, ...numbered];
  });
  const text = [...lines.map(({ code }) => code), '}'.repeat(program.length - 1)].join('\n');
  return { text, places: lines.map(({ place }) => place) };
}

test('every example in these pages compiles', () => {
  const sources = new Map(
    pages.flatMap(programsOf).map((program, at) => [join(root, `example-${at}.mts`), sourceOf(program)]),
  );
  expect(sources.size).toBeGreaterThan(10);
  expect(complaints(sources)).toEqual([]);
}, 120_000);

function complaints(sources: ReadonlyMap<string, Source>): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  );
  const host = ts.createCompilerHost(config!.options);
  const { fileExists, readFile } = host;
  host.fileExists = (file) => sources.has(file) || fileExists(file);
  host.readFile = (file) => sources.get(file)?.text ?? readFile(file);
  const program = ts.createProgram([...sources.keys()], config!.options, host);
  return [...sources].flatMap(([file, { places }]) => {
    const source = program.getSourceFile(file)!;
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ start, messageText }) => {
      const line = source.getLineAndCharacterOfPosition(start ?? 0).line;
      return `${places[line] ?? file}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

/** The name by which a heading is linked to: lower case, without punctuation, with hyphens for spaces. */
function anchorsOf(page: string): string[] {
  const prose = pageText(page).replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  const links = [...pageText(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
  const broken = links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [path, anchor] = link.split('#');
    const target = path ? join(dirname(page), path) : page;
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
  expect(broken).toEqual([]);
});

test('every failure type is explained', () => {
  const explained = pageText('docs/onboarding.md');
  expect(failureTypes.filter((type) => !explained.includes(`| \`${type}\``))).toEqual([]);
});

test('every knob of the policy is explained', () => {
  const explained = pageText('docs/onboarding.md');
  const knobs = Object.entries(defaultOnboardingPolicy).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && !Array.isArray(value) ? Object.keys(value!).map((key) => `${name}.${key}`) : [name],
  );
  expect(knobs.filter((knob) => !new RegExp(`^\\|[^|]*\`${knob}\``, 'm').test(explained))).toEqual([]);
});

test('every dependency is accounted for, and nothing that is none', () => {
  const accounted = pageText('docs/dependencies.md');
  const all = Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
  const named = [...accounted.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell]) =>
    cell!.replaceAll('`', '').split(', '),
  );
  expect(named.filter((name) => name.trim() !== '' && !all.includes(name.trim()))).toEqual([]);
  expect(all.filter((name) => !accounted.includes(`\`${name}\``))).toEqual([]);
});
