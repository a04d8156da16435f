import { useMemo } from "preact/hooks";
import type { TraceText } from "@sfn-websocket/local/trace/trace";
import { parseData, printData } from "./data";
import { type Change, diffJson } from "./diff-json";

const SIGNS: Readonly<Record<Change["kind"], string>> = { added: "+", removed: "−", changed: "±" };

interface ChangeTableProps {
  readonly before: { readonly from: string; readonly text: TraceText };
  readonly after: TraceText;
}

/** Where a state's output differs from the data before it. */
export function ChangeTable({ before, after }: ChangeTableProps) {
  const diff = useMemo(() => compare(before.text.text, after.text), [before.text.text, after.text]);
  if (diff === undefined) return null;
  return (
    <>
      <h4>Changes since {before.from}</h4>
      {diff.changes.length === 0 && <p class="quiet">None.</p>}
      {diff.changes.length > 0 && (
        <table class="changes">
          <colgroup>
            <col />
            <col />
            <col />
            <col />
          </colgroup>
          <thead class="unseen">
            <tr>
              <th scope="col">Change</th>
              <th scope="col">Where</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {diff.changes.map(({ path, kind, before: old, after: now }) => (
              <tr key={path} class={kind}>
                <td title={kind}>{SIGNS[kind]}</td>
                <th scope="row">{path}</th>
                <td class="old">{old !== undefined && printData(old)}</td>
                <td class="now">{now !== undefined && printData(now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {diff.isCut && <p class="quiet">More differs than is shown.</p>}
    </>
  );
}

function compare(before: string, after: string): ReturnType<typeof diffJson> | undefined {
  const [old, now] = [parseData(before), parseData(after)];
  return old && now && diffJson(old.value, now.value);
}
