import { describeCalls } from "../../deploy-local/list-addresses";

it("calls each address that the endpoint's page names, those of custom domains by wscat alone", () => {
  const page = [
    "This machine as AWS",
    "chat: ws://127.0.0.1:4566/api",
    "  try  npx wscat -c ws://127.0.0.1:4566/api",
    "  try  npx wscat -c ws://127.0.0.1:4566 --host chat.example.com",
    "AWS endpoint: http://127.0.0.1:4566",
  ].join("\n");
  expect(describeCalls(page)).toBe(
    [
      "served at ws://127.0.0.1:4566/api",
      "  try  npx wscat -c ws://127.0.0.1:4566/api",
      "  or   npm run smoke -- ws://127.0.0.1:4566/api",
      "served at ws://127.0.0.1:4566",
      "  try  npx wscat -c ws://127.0.0.1:4566 --host chat.example.com",
      "",
    ].join("\n"),
  );
  expect(describeCalls('{"services": {}}')).toBe("");
});
