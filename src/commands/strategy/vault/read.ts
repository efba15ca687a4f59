import { readShelf } from "../../../strategy/documents/shelf.ts";
import { vaultDir, vaultStates } from "../../../strategy/paths.ts";
import { readVaultItem, type VaultItem } from "../../../strategy/vault/item.ts";

/** Everything in the vault, whatever became of it. Failures as `readShelf`. */
export async function readVault(root: string): Promise<VaultItem[]> {
  const shelves = await Promise.all(
    vaultStates.map(async (state) =>
      (await readShelf(root, vaultDir(state))).map((each) => readVaultItem(each, state)),
    ),
  );
  return shelves.flat();
}
