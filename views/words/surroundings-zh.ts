/** A unit with more than one response at once: what is done for both, and where they stand against each other. */
export const surroundingsZh = {
  now: '现在要办的',
  lead: (playbooks: string) => `本校同时启动了${playbooks}。相同的事项只列一次，签一次两边都算。`,
  both: '两边都要办，签一次',
  also: (playbooks: string) => `同时计入${playbooks}`,
  alsoHere: (playbooks: string) => `${playbooks}也要办这一步。在这里签一次，两边都算；撤回时两边一并撤回。`,
  nothing: '眼下没有必办事项。',
  more: (n: number) => `另有 ${n} 项，看全部清单`,
  clash: (playbook: string, phase: string) => `与${playbook}“${phase}”冲突`,
  served: (seq: number) => `（随第 ${seq} 条记录的签字一并计入）`,
}
