// Starts the islands of a page: loads the client that the page's head preloads, then wakes each island, an outer one before those
// among its children. What Leptos's own `HydrationScripts` does, as a file that is fetched once.
const url = (selector) => document.head.querySelector(selector).href;
const client = url("link[rel=modulepreload]");
const module_or_path = url("link[rel=preload][as=fetch]");

// `enter` steps into what the islands around `node` share with their children.
async function wake(node, islands, enter) {
  if (node.localName === "leptos-island") {
    enter?.();
    await islands[node.dataset.component](node);
  } else if (node.localName === "leptos-children") {
    enter = node.$$on_hydrate;
  }
  for (const child of node.children) await wake(child, islands, enter);
}

async function start() {
  const islands = await import(client);
  await islands.default({ module_or_path });
  islands.hydrate();
  await wake(document.body, islands);
}

// The page works without: whatever is more urgent goes first.
if ("requestIdleCallback" in window) requestIdleCallback(start);
else start();
