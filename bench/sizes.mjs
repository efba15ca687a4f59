import { kb, row, section } from "./table.mjs";

/** What is published and what it takes to install it. */
export function sizes({ packed, packages, peer }) {
  return section("Size", [
    row("tarball", kb(packed.size), "", "≤ 400 KB", packed.size <= 400_000),
    row("unpacked", kb(packed.unpackedSize), "", "≤ 1,500 KB", packed.unpackedSize <= 1_500_000),
    row("packages installed", String(packages), "", "1", packages === 1),
    ...(peer ? [row("packages installed for OpenSpec", String(peer.packages))] : []),
  ]);
}
