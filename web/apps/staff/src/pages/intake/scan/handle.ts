// A folder's handle is kept in the browser's own database, the only place that can hold one. Where it cannot be kept it is chosen again.

const place = { database: "motcua", table: "handles", key: "ban-quet" };

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(place.database, 1);
    opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(place.table));
    opening.addEventListener("success", () => resolve(opening.result));
    opening.addEventListener("error", () => reject(opening.error));
  });
}

async function done<T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  try {
    const database = await opened();
    return await new Promise<T>((resolve, reject) => {
      const asked = work(database.transaction(place.table, mode).objectStore(place.table));
      asked.addEventListener("success", () => resolve(asked.result));
      asked.addEventListener("error", () => reject(asked.error));
    }).finally(() => database.close());
  } catch {
    return undefined;
  }
}

export const rememberHandle = (handle: unknown) => done("readwrite", (table) => table.put(handle, place.key));
export const handleAgain = <T>() => done("readonly", (table) => table.get(place.key) as IDBRequest<T | undefined>);
