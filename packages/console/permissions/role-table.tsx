import type { PermissionRow } from "@sfn-websocket/local/console/api";
import type { RoleRows } from "./filter-rows";

/** The columns; where there is no room for them, each cell below the policy's names its own. */
const HEADS = ["Policy", "Effect", "Actions", "Resources or principals", "Why"] as const;

/** What a role may do, and who may become it: a statement a row. */
export function RoleTable({ group: { role, roleArn, rows } }: { readonly group: RoleRows }) {
  return (
    <section class="role" aria-label={role}>
      <h3>{role}</h3>
      {roleArn !== undefined && <p class="quiet">{roleArn}</p>}
      <div class="scroll" role="region" aria-label={`Statements of ${role}`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Statement key={index} row={row} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Statement({ row }: { readonly row: PermissionRow }) {
  const { kind, policy, effect, actions, resources, principals, conditions } = row;
  const [, effectHead, actionsHead, resourcesHead, whyHead] = HEADS;
  return (
    <tr class={effect === "Deny" ? "deny" : ""}>
      <td>{policy === "" ? kind : `${kind === "permission" ? "" : `${kind} `}${policy}`}</td>
      <td data-head={effectHead}>{effect}</td>
      <td data-head={actionsHead}>
        <Items items={actions} />
      </td>
      <td data-head={resourcesHead}>
        <Items items={[...principals, ...resources]} />
        {conditions.length > 0 && (
          <>
            if <Items items={conditions} />
          </>
        )}
      </td>
      <td data-head={whyHead}>
        <Why row={row} />
      </td>
    </tr>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>
          <code>{item}</code>
        </li>
      ))}
    </ul>
  );
}

/** The page asks for nothing of elsewhere; a link to AWS's documentation is followed by the user alone. */
function Why({ row: { reasons, unexplained } }: { readonly row: PermissionRow }) {
  return (
    <ul>
      {reasons.map(({ why, source }) => (
        <li key={why}>
          {why}{" "}
          <a href={source} target="_blank" rel="noreferrer" aria-label={`Documentation: ${why}`}>
            documentation
          </a>
        </li>
      ))}
      {unexplained.length > 0 && <li class="unexplained">no reason known for {unexplained.join(", ")}</li>}
    </ul>
  );
}
