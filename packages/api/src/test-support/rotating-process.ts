import { entitiesFor } from "../entities.ts";
import { dataKeySeals } from "../keys/data-keys/data-key-seals.ts";
import { makeKeyCare } from "../keys/data-keys/index.ts";
import { makeKeyring } from "../keys/data-keys/keyring.ts";
import { unlockKeys } from "../keys/data-keys/unlock-keys.ts";
import { readKekFile } from "../keys/kek-file.ts";
import { settleKeyFile } from "../keys/providers/file-provider.ts";
import { system } from "../platform/actor.ts";
import { systemClock } from "../platform/clock.ts";
import { openDatabase } from "../platform/data-source.ts";
import { installationRepository } from "../platform/installation.repository.ts";
import { systemRandom } from "../platform/random.ts";
import { makeUnitOfWork } from "../platform/unit-of-work.ts";

/**
 * Rotates data keys and changes the key-encryption key over and over, until it is killed. Its arguments are the database,
 * the key file, and how many rotations it does between two changes of the key-encryption key.
 */
const [file = "", keyFile = "", rotations = "2"] = process.argv.slice(2);
const parts = { clock: systemClock, random: systemRandom };
const database = await openDatabase({ dialect: "sqlite", file }, entitiesFor("sqlite"));
const installation = await installationRepository(database.reader).find();
settleKeyFile(keyFile, installation?.kekId ?? "");
const { provider } = readKekFile(keyFile, systemRandom);
const kek = await unlockKeys(database.transactions, { ...parts, provider, adopted: null });
const keyring = makeKeyring({ kek, ...parts });
const unitOfWork = makeUnitOfWork(database.transactions, async () => undefined, systemClock);
const secrets = dataKeySeals({ keyring, kek, ...parts });
const keys = makeKeyCare({ ...parts, kek, keyring, unitOfWork, secrets, reader: database.reader });

process.stdout.write("rotating\n");
for (let round = 1; ; round += 1) {
  if ((round - 1) % Number(rotations) === 0) await keys.changeKek(system);
  await keys.beginRotation(system);
  for (let next = await keys.rotateSome(20); next?.state === "RUNNING";) next = await keys.rotateSome(20);
}
