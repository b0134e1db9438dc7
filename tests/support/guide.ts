/** The code blocks of a guide in one language. */
export function block(guide: string, language: string): string[] {
  const [, ...rest] = guide.split(`\n\`\`\`${language}\n`);
  return rest.map((part) => part.slice(0, part.indexOf('\n```')));
}
