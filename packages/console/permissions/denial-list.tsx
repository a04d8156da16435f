import type { Denial, DenialsAnswer } from "@sfn-websocket/local/console/api";
import { linkTo } from "../router";
import { NeededStatement } from "./needed-statement";

/** What roles were refused, each with the smallest statement that would allow it. */
export function DenialList({
  answer: { denials, isKept } = {},
}: {
  readonly answer: Partial<DenialsAnswer> | undefined;
}) {
  return (
    <section aria-label="Refused">
      <h2>Refused</h2>
      {denials?.length === 0 && (
        <p class="quiet">
          {isKept
            ? "Nothing that the present version refuses is in the traces that are kept."
            : "No traces are kept: the server runs with --no-trace."}
        </p>
      )}
      {denials?.map((denial) => (
        <Refused key={nameDenial(denial)} denial={denial} />
      ))}
    </section>
  );
}

const nameDenial = ({ check: { roleArn, action, resource } }: Denial): string => [roleArn, action, resource].join(" ");

function Refused({ denial: { check, traceId, times, isWorkflow } }: { readonly denial: Denial }) {
  return (
    <article class="refused">
      <h3>
        {check.roleArn?.split("/").pop() ?? check.principal} may not {check.action}
      </h3>
      <p class="quiet">
        on {check.resource}, {times === 1 ? "once" : `${times} times`}, last in{" "}
        <a href={linkTo("traces", { id: String(traceId) })}>trace {traceId}</a>
      </p>
      <p>{check.why}</p>
      <NeededStatement check={check} isWorkflow={isWorkflow} />
    </article>
  );
}
