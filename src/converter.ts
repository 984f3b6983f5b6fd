import type { DataConverter } from '@temporalio/common';

/** `mine` over what is there: paths that are set stay, and a codec that is there already is not added again (it would encode twice). */
export function withConverter(
  there: DataConverter | undefined,
  mine: DataConverter | undefined,
): DataConverter | undefined {
  if (mine === undefined) return there;
  const codecs = there?.payloadCodecs ?? [];
  const added = (mine.payloadCodecs ?? []).filter((codec) => !codecs.includes(codec));
  return { ...mine, ...there, payloadCodecs: [...codecs, ...added] };
}
