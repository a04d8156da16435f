import type { PermissionCheck } from "@sfn-websocket/local/trace/trace";
import { CopyButton } from "../components/copy-button";
import { writePermission } from "./write-permission";

interface NeededStatementProps {
  readonly check: PermissionCheck;
  /** Whether a workflow runs as the role. @default as the check says who assumed it */
  readonly isWorkflow?: boolean;
}

const STEP_FUNCTIONS = "states.amazonaws.com";

/** The smallest statement that would allow what was refused: as a route's option, else as IAM has it. */
export function NeededStatement({ check, isWorkflow = check.principal === STEP_FUNCTIONS }: NeededStatementProps) {
  const { needed, statement } = check;
  const option = writePermission(check, isWorkflow);
  if (needed === undefined)
    return (
      <p class="quiet">
        {statement
          ? `No statement can allow it: ${statement.policy} denies it.`
          : "No statement is known that would allow it."}
      </p>
    );
  const json = JSON.stringify(needed, null, 2);
  return (
    <div class="needed">
      {option !== undefined && <Text title="As the route's permissions" text={option} />}
      <Text title="As a statement of IAM" text={json} />
    </div>
  );
}

function Text({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div class="needed-text">
      <div>
        {title} <CopyButton label="Copy" text={() => text} />
      </div>
      <pre tabIndex={0} aria-label={title}>
        {text}
      </pre>
    </div>
  );
}
