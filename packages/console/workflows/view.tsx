/** Not yet here. */
export function View() {
  return <p class="empty">Nothing here yet.</p>;
}
