/**
 * The address of the next page, of a `Link` header as RFC 8288 has it.
 *
 * @returns as it stands there; it may lead anywhere
 */
export function nextPage(header: string | null): string | undefined {
  // Longer ones are no forge's, and would take time.
  if (header === null || header.length > 8192) return undefined;
  for (const [, address = "", parameters = ""] of header.matchAll(/<([^<>]*)>((?:\s*;\s*[^,;<>]*)*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next)\s*(?:;|$)/i.test(parameters)) return address;
  }
  return undefined;
}
