/** Whether a dotted version is at least another: `1.27` is at least `1.26.4`. */
export function atLeast(version: string, minimum: string): boolean {
  const [have, need] = [version, minimum].map((text) => text.split('.').map(Number)) as [number[], number[]];
  for (const [at, wanted] of need.entries()) {
    const difference = (have[at] ?? 0) - wanted;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** The first dotted number in what a tool prints about itself. */
export function versionIn(text: string): string | undefined {
  return /\d+(\.\d+)+/.exec(text)?.[0];
}
