import type { Usage } from "@sfn-websocket/run/usage";
import { HANDSHAKE_USAGE } from "./handshake-options";

export const USAGE: Usage = {
  ways: ["npm run --silent smoke -- [URL] [options]"],
  about: ["Connects to a deployed WebSocket API, or to 'npm start', sends one message, and prints the answer."],
  options: {
    URL: "the stage's address, e.g. ws://127.0.0.1:4566/api (default: the output ApiEndpoint of what was deployed from here, or its only one that is a wss:// URL)",
    "--outputs FILE": "read the address from this file of 'cdktf deploy --outputs-file' or 'terraform output -json'",
    "--stack NAME": "which stack's address, where several have one: its id, or what its state file is named after",
    "--output-name NAME": "which output's address, where several without an ApiEndpoint have one",
    "--message TEXT": `what to send (default: {"action":"smoke","message":"hello"}); - reads standard input`,
    "--expect STATUS":
      "the status that the last answer must have: SUCCEEDED, FAILED or TIMED_OUT, or any: whatever is no error (default: SUCCEEDED where the answer has a status, else any)",
    "--messages N": "wait for N answers, as asynchronous routes send (default: 1)",
    "--timeout S": "seconds to wait for each answer (default: 30, one more than API Gateway waits)",
    "--connect-timeout S": "seconds to wait for the connection (default: 10)",
    "--settle S":
      "seconds in which HTTP 403 and 'Internal server error' are tried again, as AWS answers while it spreads new roles and keys (default: 60); of this machine a server that is not there yet (default: 0); each try sends the message again",
    ...HANDSHAKE_USAGE,
    "--json": "print one JSON object instead: url, ok, connectMilliseconds, latencyMilliseconds, answers, problem",
    "--explain":
      "print the trace of the message too, where a server of this machine answers: npm start, npm run endpoint",
  },
  notes: [
    `An answer {"error":...,"cause":...}, which a route with the response "output" sends of a workflow that failed, counts as FAILED. Neither headers nor keys, nor the values of the URL's query string, are printed.`,
  ],
  no: "the answer is not as expected, or there is none",
};
