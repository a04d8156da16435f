import type { Trace } from "@sfn-websocket/local/trace/trace";
import type { Step } from "./write-animation";

const oneLine = (text = ""): string => text.replace(/\s+/g, " ").trim();

/** The stages of a message's way, as its trace tells them; what is drawn at each run, such as names and times, is left out. */
export function listSteps({ received, selection, request, permissions, execution, frame }: Trace): readonly Step[] {
  const states = execution?.states.map(({ name, status }) => (status === "succeeded" ? name : `${name} (${status})`));
  const [asked] = permissions;
  return [
    { name: "Message", text: oneLine(received?.text) },
    { name: "Route", text: `${selection?.expression} is "${selection?.value}": route ${selection?.chosen}` },
    { name: "Template", text: oneLine(request?.template?.text) },
    { name: "Role", text: `may it ${asked?.action}? ${asked?.allowed ? "yes" : "no"}` },
    { name: "Workflow", text: (states ?? []).join(" → ") },
    { name: "Answer", text: `${frame.kind}: ${oneLine(execution?.output?.text)}` },
  ];
}
