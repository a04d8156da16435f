/** Prices in cents, by article. */
const PRICES = { tea: 450, cup: 1200 };

/** The card's issuer does not pay: the workflow catches this error by its name. */
class PaymentDeclined extends Error {
  name = "PaymentDeclined";
}

/**
 * Charges an order, or gives back what it was charged. It stands for the provider of payments, which takes the order's id
 * as the key by which it tells a second attempt from a second order.
 */
export const handler = async ({ action, orderId, article, quantity, card }) => {
  if (action === "refund") return { orderId, refunded: true };
  if (card === "declined") throw new PaymentDeclined(`the card of order ${orderId} was declined`);
  if (!Object.hasOwn(PRICES, article)) throw new Error(`no such article: ${article}`);
  return { orderId, amount: PRICES[article] * quantity };
};
