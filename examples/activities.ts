/* An activity of the application's own, beside those that the plugin brings. */

export async function sendWelcome(subjectId: string): Promise<string> {
  return `welcome, ${subjectId}`;
}
