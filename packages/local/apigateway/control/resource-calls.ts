import { existing } from "../api-gateway-error";
import type { ApiStore } from "./api-store";
import { type Collection, COLLECTIONS, type Collections } from "./collections";

/** The calls that are the same for each collection of an API. */
export interface ResourceCalls {
  /** Adds a resource with the members that AWS adds, and returns it. */
  create<K extends Collection>(apiId: string, collection: K, resource: Collections[K]): Collections[K];
  get<K extends Collection>(apiId: string, collection: K, id: string): Collections[K];
  list<K extends Collection>(apiId: string, collection: K): readonly Collections[K][];
  /** Replaces the resource of the same id. */
  update<K extends Collection>(apiId: string, collection: K, resource: Collections[K]): Collections[K];
  delete<K extends Collection>(apiId: string, collection: K, id: string): void;
}

export function createResourceCalls(find: (apiId: string) => ApiStore): ResourceCalls {
  return {
    create(apiId, collection, requested) {
      const { collections } = find(apiId);
      const { id, defaults, requireValid } = COLLECTIONS[collection];
      const resource = { ...defaults, ...requested };
      requireValid(resource, collections);
      collections[collection].set(id(resource), resource);
      return resource;
    },
    get: (apiId, collection, id) => existing(find(apiId).collections[collection], id, COLLECTIONS[collection].name),
    list: (apiId, collection) => [...find(apiId).collections[collection].values()],
    update(apiId, collection, resource) {
      const { collections } = find(apiId);
      const { id, name, requireValid } = COLLECTIONS[collection];
      existing(collections[collection], id(resource), name);
      requireValid(resource, collections);
      collections[collection].set(id(resource), resource);
      return resource;
    },
    delete(apiId, collection, id) {
      const { collections } = find(apiId);
      const { name, release } = COLLECTIONS[collection];
      existing(collections[collection], id, name);
      release(id, collections);
      collections[collection].delete(id);
    },
  };
}
