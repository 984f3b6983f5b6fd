import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '../..');

/** The pages that users read, as paths from the root. */
export const pages = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export function pageText(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly language: string;
  /** Of its first line in the page, from 1. */
  readonly line: number;
  readonly text: string;
}

export function blocksOf(page: string): Block[] {
  return [...pageText(page).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language, 2: text, index }) => {
    const line = pageText(page).slice(0, index).split('\n').length + 1;
    return { page, language: language!, line, text: text! };
  });
}
