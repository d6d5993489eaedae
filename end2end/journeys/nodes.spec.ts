// Two app nodes on one PostgreSQL, and one of them killed at the worst moment.
import { REGISTRATION_MAIL, apply, button, expectHeading, field, signIn } from "../fixtures/member.ts";
import { Society } from "../fixtures/app.ts";
import { Post } from "../fixtures/mail.ts";
import { expect, test } from "../fixtures/test.ts";

/** How long a worker's claim on a mail holds (server/jobs/outbox.rs). */
const LEASE_MS = 60_000;

test("a node is killed with a mail unsent: the other sends it once, nothing is lost @postgres @once", async ({
  browser,
  complaints,
  somebody,
}) => {
  test.setTimeout(3 * LEASE_MS);
  const post = new Post();
  await post.open();
  const society = await Society.found("postgres", post.url);
  const who = somebody();
  // Ports apart, cookies together: a browser's cookies know hosts, not ports, as behind a balancer.
  const [first, second] = await Promise.all([society.node(society.port), society.node()]);
  const context = await browser.newContext({ baseURL: first.url });
  complaints.listen(context, () => [first.url, second.url]);
  const page = await context.newPage();
  try {
    const at = (node: { url: string }, path: string) => page.goto(`${node.url}${path}`);

    await post.close();
    await test.step("register on the first node while no mail can leave", async () => {
      await at(first, "/");
      await apply(page, who);
      await expect(page.getByText("自動で送り直します").or(page.getByText("送信の順番を待っています"))).toBeVisible();
    });
    await first.end("SIGKILL");
    await post.open();

    // The killed node may have held the mail: its lease has to run out first.
    const mail = await test.step("the second node sends the mail", () =>
      post.next(who.email, REGISTRATION_MAIL, LEASE_MS + 30_000));
    await test.step("confirm on the second node", async () => {
      await at(second, "/register/sent");
      await field(page, "確認コード").fill(mail.code);
      await button(page, "登録を完了する").click();
      await expectHeading(page, "登録が完了しました");
    });
    await post.next(who.email, "マイページの登録が完了しました");

    await test.step("log in on the first node, started again", async () => {
      await society.node(society.port);
      await at(first, "/login");
      await signIn(page, who);
      await at(second, "/mypage");
      await expectHeading(page, new RegExp(who.name));
    });
    expect(post.to(who.email)).toEqual([]);
  } finally {
    await context.close();
    await society.dissolve();
    await post.close();
  }
});
