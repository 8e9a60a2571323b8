/** A list with one more line, or with it in the place of the one of the same name; in the order of the names. */
export function withLine<Line, Name extends keyof Line>(
  lines: readonly Line[],
  name: Name,
  line: Line,
): readonly Line[] {
  const others = lines.filter((one) => one[name] !== line[name]);
  return [...others, line].sort((a, b) => (a[name] < b[name] ? -1 : 1));
}
