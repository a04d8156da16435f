import { equals } from "../compare-values";
import { EvaluationError } from "../errors";
import { LONGEST_LIST } from "../limits";
import { printValue } from "../print-value";
import { createArrayList } from "../values";
import type { JavaMap, JavaObject, MethodTable, Value } from "../values";
import { spendWork } from "../work";

const MOST_COMPARISONS = 1_000_000;

/** The methods of java.util.List. */
export const listMethods: MethodTable = {
  "size()": (list: Value[]) => list.length,
  "isEmpty()": (list: Value[]) => list.length === 0,
  "get(int)": (list: Value[], at: number) => itemAt(list, at),
  "set(int,Object)": (list: Value[], at: number, item: Value) => {
    const old = itemAt(list, at);
    list[at] = item;
    return old;
  },
  "add(Object)": (list: Value[], item: Value) => insertItems(list, list.length, [item]),
  "add(int,Object)": (list: Value[], at: number, item: Value) => {
    insertItems(list, at, [item]);
    return null;
  },
  "addAll(Collection)": (list: Value[], items: Value[]) => insertItems(list, list.length, items),
  "addAll(int,Collection)": (list: Value[], at: number, items: Value[]) => insertItems(list, at, items),
  "remove(int)": (list: Value[], at: number) => {
    const old = itemAt(list, at);
    spendWork((list.length - at) / 16);
    list.splice(at, 1);
    return old;
  },
  "remove(Object)": (list: Value[], item: Value) => {
    const at = indexOfItem(list, item);
    if (at !== -1) list.splice(at, 1);
    return at !== -1;
  },
  "removeAll(Collection)": (list: Value[], items: Value[]) =>
    keepItems(list, (item) => indexOfItem(guardProduct(list, items), item) === -1),
  "retainAll(Collection)": (list: Value[], items: Value[]) =>
    keepItems(list, (item) => indexOfItem(guardProduct(list, items), item) !== -1),
  "clear()": (list: Value[]) => {
    list.length = 0;
    return null;
  },
  "contains(Object)": (list: Value[], item: Value) => indexOfItem(list, item) !== -1,
  "containsAll(Collection)": (list: Value[], items: Value[]) =>
    guardProduct(list, items).every((item) => indexOfItem(list, item) !== -1),
  "indexOf(Object)": indexOfItem,
  "lastIndexOf(Object)": (list: Value[], item: Value) => list.findLastIndex((candidate) => equals(candidate, item)),
  "subList(int,int)": (list: Value[], from: number, to: number) => {
    if (from < 0 || to > list.length || from > to)
      throw new EvaluationError(`from ${from}, to ${to} is outside of the list, which has ${list.length} items`);
    return createArrayList(list.slice(from, to));
  },
  "toArray()": (list: Value[]) => createArrayList(list),
  "iterator()": (list: Value[]) => new ListIterator(list),
  "toJSONString()": (list: Value[]) => printValue(list),
};

/** The methods of java.util.Map. Keys are texts: all that JSON has. */
export const mapMethods: MethodTable = {
  "size()": (map: JavaMap) => map.size,
  "isEmpty()": (map: JavaMap) => map.size === 0,
  "get(Object)": (map: JavaMap, name: Value) => (typeof name === "string" ? (map.get(name) ?? null) : null),
  "getOrDefault(Object,Object)": (map: JavaMap, name: Value, otherwise: Value) =>
    typeof name === "string" && map.has(name) ? (map.get(name) ?? null) : otherwise,
  "containsKey(Object)": (map: JavaMap, name: Value) => typeof name === "string" && map.has(name),
  "containsValue(Object)": (map: JavaMap, value: Value) => indexOfItem(listMembers(map), value) !== -1,
  "put(Object,Object)": (map: JavaMap, name: Value, value: Value) => putMember(map, name, value),
  "putIfAbsent(Object,Object)": (map: JavaMap, name: Value, value: Value) => {
    const old = (typeof name === "string" ? map.get(name) : undefined) ?? null;
    return old ?? (putMember(map, name, value), null);
  },
  "putAll(Map)": (map: JavaMap, members: JavaMap) => {
    spendWork(members.size * 4);
    for (const [name, value] of [...members]) putMember(map, name, value);
    return null;
  },
  "remove(Object)": (map: JavaMap, name: Value) => {
    const old = typeof name === "string" ? (map.get(name) ?? null) : null;
    if (typeof name === "string") map.delete(name);
    return old;
  },
  "clear()": (map: JavaMap) => {
    map.clear();
    return null;
  },
  "keySet()": (map: JavaMap) => createArrayList(map.keys()),
  "values()": (map: JavaMap) => createArrayList(map.values()),
  "entrySet()": (map: JavaMap) => createArrayList([...map.keys()].map((name) => new MapEntry(map, name))),
};

/** Map.put: the old value, or null. A key that is no text is stored by what it prints. */
export function putMember(map: JavaMap, name: Value, value: Value): Value {
  const key = printValue(name) ?? "null";
  const old = map.get(key) ?? null;
  if (map.size >= LONGEST_LIST)
    throw new EvaluationError(`map is too large, got more than ${LONGEST_LIST} members; store less`);
  map.set(key, value);
  return old;
}

function itemAt(list: Value[], at: number): Value {
  if (at < 0 || at >= list.length) throw new EvaluationError(`Index ${at} out of bounds for length ${list.length}`);
  return list[at] ?? null;
}

function insertItems(list: Value[], at: number, items: readonly Value[]): boolean {
  if (at < 0 || at > list.length) throw new EvaluationError(`Index ${at} out of bounds for length ${list.length}`);
  if (list.length + items.length > LONGEST_LIST)
    throw new EvaluationError(`list is too long, got more than ${LONGEST_LIST} items; store less`);
  spendWork((list.length - at + items.length) * 2);
  const rest = list.splice(at);
  for (const item of [...items, ...rest]) list.push(item);
  return items.length > 0;
}

function listMembers(map: JavaMap): Value[] {
  spendWork(map.size);
  return [...map.values()];
}

function indexOfItem(list: readonly Value[], item: Value): number {
  return list.findIndex((candidate) => equals(candidate, item));
}

/** Returns the items, or fails where comparing each with each takes too long. */
function guardProduct(list: readonly Value[], items: Value[]): Value[] {
  if (list.length * items.length <= MOST_COMPARISONS) return items;
  throw new EvaluationError(
    `lists of ${list.length} and ${items.length} items are too long to be compared item by item`,
  );
}

function keepItems(list: Value[], keep: (item: Value) => boolean): boolean {
  const before = list.length;
  const kept = list.filter(keep);
  list.length = 0;
  for (const item of kept) list.push(item);
  return kept.length !== before;
}

/** java.util.Map.Entry */
class MapEntry implements JavaObject {
  readonly methods = entryMethods;

  constructor(
    readonly map: JavaMap,
    readonly name: string,
  ) {}

  text = (): string => `${this.name}=${printValue(this.map.get(this.name) ?? null) ?? "null"}`;
}

const entryMethods: MethodTable = {
  "getKey()": ({ name }: MapEntry) => name,
  "getValue()": ({ map, name }: MapEntry) => map.get(name) ?? null,
  "setValue(Object)": ({ map, name }: MapEntry, value: Value) => putMember(map, name, value),
};

/** java.util.Iterator */
class ListIterator implements JavaObject {
  readonly methods = iteratorMethods;
  at = 0;

  constructor(readonly list: readonly Value[]) {}

  items = (): Iterable<Value> => {
    spendWork((this.list.length - this.at) / 2);
    return this.list.slice(this.at);
  };
}

const iteratorMethods: MethodTable = {
  "hasNext()": ({ at, list }: ListIterator) => at < list.length,
  "next()": (iterator: ListIterator) => {
    if (iterator.at < iterator.list.length) return iterator.list[iterator.at++] ?? null;
    throw new EvaluationError("iterator has no more items; ask hasNext() first");
  },
};
