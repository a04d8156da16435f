/** The longest template, in bytes of UTF-8. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const LONGEST_TEMPLATE = 300 * 1024;

/** The most iterations of one `#foreach`; it ends there without a failure, as Velocity's own limit does. The number is API Gateway's quota. */
export const MOST_ITERATIONS = 1000;

/** The deepest macros may call each other. *Recorded* from Velocity 1.7: its default. */
export const DEEPEST_MACRO = 20;

/** The deepest a `#define` may print itself. *Recorded* from Velocity 1.7: its default. */
export const DEEPEST_DEFINE = 2;

/**
 * The most steps of one rendering: each statement, call and loop turn is one, and as many more as what is printed, parsed,
 * compared and matched is large. A step takes a quarter of a microsecond at most, so that a rendering holds up others for
 * no more than 250 ms. *Assumed*: API Gateway ends a rendering with the integration timeout.
 */
export const MOST_STEPS = 1_000_000;

/** The longest text that a rendering may hold, in UTF-16 units. *Assumed*: Step Functions refuses requests over 1 MB. */
export const LONGEST_TEXT = 2 * 1024 * 1024;

/** The longest list or map that a rendering may hold. *Assumed*, so that a list cannot be doubled without end. */
export const LONGEST_LIST = 100_000;

/** The deepest that parentheses, lists, blocks and printed values may nest. *Assumed*, so that recursion stays off the stack's end. */
export const DEEPEST_NESTING = 200;
