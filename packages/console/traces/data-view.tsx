import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { TraceText } from "@sfn-websocket/local/trace/trace";
import { type Data, isDataObject, isList, Literal, parseData, printData } from "./data";
import { formatLength } from "./format";

/** Members of a value that are drawn at once. */
const MOST = 100;

/** A text of a trace: as a tree where it is JSON, else as it is; and what of it was not kept. */
export function DataView({ data, label }: { readonly data: TraceText; readonly label: string }) {
  const { text, length } = data;
  const json = useMemo(() => parseData(text), [text]);
  return (
    <div class="data" role="group" aria-label={label}>
      {json === undefined ? <pre class="text">{text}</pre> : <JsonTree value={json.value} isOpen />}
      {text.length < length && (
        <p class="cut">
          {formatLength(text.length)} of {formatLength(length)} were kept
        </p>
      )}
    </div>
  );
}

interface TreeProps {
  readonly value: Data;
  /** @default it stands by itself */
  readonly name?: string;
  /** @default false */
  readonly isOpen?: boolean;
}

/** A value of JSON as a tree, of which only what is open is drawn. */
export function JsonTree({ value, name, isOpen = false }: TreeProps) {
  const [open, setOpen] = useState(isOpen);
  const members = listMembers(value);
  if (members === undefined || members.length === 0)
    return (
      <div class="leaf">
        <Name name={name} />
        <Scalar value={value} />
      </div>
    );
  return (
    <details class="branch" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Name name={name} />
        <span class="shape">{describe(value, members.length)}</span>
      </summary>
      {open && <Members members={members} isOpen={isOpen && members.length <= 10} />}
    </details>
  );
}

type Member = readonly [name: string, value: Data];

function Members({ members, isOpen }: { readonly members: readonly Member[]; readonly isOpen: boolean }) {
  const [count, setCount] = useState(MOST);
  const rest = members.length - count;
  return (
    <>
      {members.slice(0, count).map(([name, value]) => (
        <JsonTree key={name} name={name} value={value} isOpen={isOpen} />
      ))}
      {rest > 0 && (
        <button type="button" class="quiet" onClick={() => setCount(count + 10 * MOST)}>
          {rest} more
        </button>
      )}
    </>
  );
}

function listMembers(value: Data): readonly Member[] | undefined {
  if (isList(value)) return value.map((element, index) => [String(index), element]);
  return isDataObject(value) ? Object.entries(value) : undefined;
}

function describe(value: Data, count: number): string {
  return isList(value) ? `[${count}]` : `{${count}}`;
}

function Name({ name }: { readonly name: string | undefined }): ComponentChildren {
  return name === undefined ? null : <span class="name">{name}: </span>;
}

function Scalar({ value }: { readonly value: Data }) {
  const kind = value instanceof Literal ? "number" : value === null ? "null" : typeof value;
  return <span class={`scalar ${kind}`}>{printData(value, Infinity)}</span>;
}
