/* Two people wrote on top of one text: what each changed goes together block by block; where both
   changed the same block, both are kept and the person is asked. */

import { signingOf } from "./signers.js";

/** @typedef {import("./convert.js").Content} Content */

export const same = (one, other) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * @param {Content} base what both began from @param {Content} mine @param {Content} theirs
 * @returns {{content: Content, clashes: {id: string, mine: object|null, theirs: object|null}[]}}
 * `content` holds mine where both changed a block
 */
export function merge(base, mine, theirs) {
  const clashes = [];
  const content = {
    to: same(mine.to, base.to) ? theirs.to : mine.to,
    blocks: lists(base.blocks, mine.blocks, theirs.blocks, clashes),
    annexes: annexes(base.annexes, mine.annexes, theirs.annexes, clashes),
    ...signing(signingOf(base), signingOf(mine), signingOf(theirs), clashes),
  };
  if (!same(mine.to, base.to) && !same(theirs.to, base.to) && !same(mine.to, theirs.to)) clashes.push({ id: "to", mine: mine.to, theirs: theirs.to });
  return { content, clashes };
}

/** Who signs goes together as a whole. */
function signing(base, mine, theirs, clashes) {
  const [iDid, theyDid] = [!same(mine, base), !same(theirs, base)];
  if (iDid && theyDid && !same(mine, theirs)) clashes.push({ id: "signers", mine, theirs });
  return iDid ? mine : theirs;
}

const byId = (list) => new Map(list.map((each) => [each.id, each]));

/** My order; blocks that only they have come after the block they follow in theirs. */
function lists(base, mine, theirs, clashes) {
  const [was, ours, others] = [byId(base), byId(mine), byId(theirs)];
  const found = mine.flatMap((block) => settle(block.id, was.get(block.id), block, others.get(block.id), clashes));
  theirs.forEach((block, at) => {
    if (ours.has(block.id)) return;
    const settled = settle(block.id, was.get(block.id), undefined, block, clashes);
    const before = theirs.slice(0, at).findLast((each) => found.some(({ id }) => id === each.id));
    found.splice(before ? found.findIndex(({ id }) => id === before.id) + 1 : 0, 0, ...settled);
  });
  return found;
}

/** What becomes of one block: whoever changed it wins; removed here and changed there is changed. */
function settle(id, was, ours, others, clashes) {
  const [iDid, theyDid] = [!same(ours, was), !same(others, was)];
  if (iDid && theyDid && !same(ours, others)) clashes.push({ id, mine: ours ?? null, theirs: others ?? null });
  const kept = iDid ? (ours ?? (theyDid ? others : undefined)) : others;
  return kept ? [kept] : [];
}

function annexes(base, mine, theirs, clashes) {
  const [was, others] = [byId(base), byId(theirs)];
  const joined = mine.flatMap((annex) => {
    const [before, other] = [was.get(annex.id), others.get(annex.id)];
    if (!other) return before && same(annex, before) ? [] : [annex];
    const { blocks: _mine, ...head } = annex;
    const { blocks: _before, ...oldHead } = before ?? {};
    const { blocks: _theirs, ...newHead } = other;
    return [{ ...(same(head, oldHead) ? newHead : head), blocks: lists(before?.blocks ?? [], annex.blocks, other.blocks, clashes) }];
  });
  const added = theirs.filter(({ id }) => !mine.some((annex) => annex.id === id) && !was.has(id));
  return [...joined, ...added];
}
