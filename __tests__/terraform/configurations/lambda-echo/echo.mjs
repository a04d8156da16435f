export async function handler(event) {
  console.log("EVENT", event.requestContext?.routeKey, event.requestContext?.eventType, event.body);
  return {
    statusCode: 200,
    body: JSON.stringify({
      route: event.requestContext.routeKey,
      got: event.body ?? null,
      auth: event.requestContext.authorizer ?? null,
      sv: event.stageVariables ?? null,
    }),
  };
}
