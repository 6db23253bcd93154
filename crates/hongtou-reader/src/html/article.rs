//! Which part of a page is the article, by where its running text is.
//!
//! The score of a block is the length of its own text, much less where it has no punctuation and
//! nothing where it is links. The article is the deepest element that holds most of the score; ids
//! and classes that content systems use only settle between elements that hold enough of it.

use hongtou_source::chars;

use super::tree::{Flags, Tree, is_block};

/// Which nodes are the notice's.
#[derive(Debug)]
pub(crate) struct Article {
    /// The element that holds the article.
    pub(crate) root: u32,
    /// Elements inside it that are site chrome.
    pub(crate) chrome: Vec<u32>,
    /// Elements before it that belong to it: its title, its metadata.
    pub(crate) kept: Vec<u32>,
    /// Ordered lists that are the site's: no number of theirs is the notice's.
    pub(crate) uncounted: Vec<u32>,
}

/// What a subtree holds.
#[derive(Clone, Copy, Debug, Default)]
struct Weight {
    score: u32,
    text: u32,
    links: u32,
    link_count: u32,
    marks: u32,
    // Bits of the metadata labels in it.
    labels: u32,
}

/// Labels of the metadata that government sites print over a notice (政府信息公开目录).
const LABELS: &[&str] = &[
    "索引号",
    "发文机关",
    "发文机构",
    "发布机构",
    "成文日期",
    "发布日期",
    "生成日期",
    "主题分类",
    "主题词",
    "发文字号",
    "文号",
    "有效性",
    "公开方式",
    "公开范围",
    "信息分类",
    "标题",
    "文件编号",
    "体裁",
    "组配分类",
    "统一编号",
    "公文时效",
    "信息名称",
    "效力状态",
    "生效日期",
    "废止日期",
    "制发机关",
    "信息来源",
    "来源",
    "公开责任部门",
    "时效性",
];

/// Finds the article of a page.
pub(crate) fn find(tree: &Tree) -> Article {
    let weights = weigh(tree);
    let root = root(tree, &weights);
    let mut chrome = chrome(tree, &weights, root);
    let kept = kept(tree, &weights, root, &mut chrome);
    chrome.sort_unstable();
    let uncounted = uncounted(tree, &weights, root);
    Article { root, chrome, kept, uncounted }
}

fn weigh(tree: &Tree) -> Vec<Weight> {
    let nodes = &tree.nodes;
    let mut weights = vec![Weight::default(); nodes.len()];
    let mut in_link = vec![false; nodes.len()];
    let mut unseen = vec![false; nodes.len()];
    let mut block = vec![0_u32; nodes.len()];
    // Own text of each block, gathered first: spans cut words into pieces too small to judge.
    for (index, node) in nodes.iter().enumerate() {
        let parent = node.parent as usize;
        in_link[index] = in_link[parent] || node.tag == "a";
        unseen[index] = unseen[parent]
            || node.flags.hidden
            || matches!(node.tag, "select" | "option" | "textarea" | "button");
        block[index] = if is_block(node.tag) { index as u32 } else { block[parent] };
        if node.tag == "a" && !unseen[index] {
            weights[index].link_count = 1;
        }
        if !node.tag.is_empty() || unseen[index] {
            continue;
        }
        let words = &tree.text[node.pair.0 as usize..node.pair.1 as usize];
        let own = &mut weights[block[index] as usize];
        for c in words.chars().filter(|&c| !chars::is_space(c)) {
            own.text += 1;
            if in_link[index] {
                own.links += 1;
            } else if matches!(c, '。' | '，' | '；' | '、' | ',' | ';') {
                own.marks += 1;
            }
        }
        let words = words.trim();
        if words.len() < 60 {
            let label: String = words
                .chars()
                .filter(|&c| {
                    !chars::is_space(c) && !matches!(c, '：' | ':' | '【' | '】' | '[' | ']')
                })
                .collect();
            // A label alone, or followed by its value.
            let named = |known: &&str| {
                label == *known
                    || label.starts_with(*known) && words.contains(['：', ':', '】', ']'])
            };
            if let Some(bit) = LABELS.iter().position(named) {
                own.labels |= 1 << bit;
            }
        }
    }
    for weight in &mut weights {
        let own = weight.text - weight.links;
        weight.score = if weight.marks > 0 && own >= 20 { own } else { own / 5 };
    }
    for index in (1..nodes.len()).rev() {
        let own = weights[index];
        let parent = &mut weights[nodes[index].parent as usize];
        parent.score += own.score;
        parent.text += own.text;
        parent.links += own.links;
        parent.link_count += own.link_count;
        parent.marks += own.marks;
        parent.labels |= own.labels;
    }
    weights
}

fn root(tree: &Tree, weights: &[Weight]) -> u32 {
    let nodes = &tree.nodes;
    let mut at = 0_u32;
    let descend = |mut at: u32| loop {
        let total = weights[at as usize].score;
        let mut best = None;
        let mut child = at + 1;
        while child < nodes[at as usize].end {
            if !nodes[child as usize].tag.is_empty()
                && best
                    .is_none_or(|b: u32| weights[b as usize].score < weights[child as usize].score)
            {
                best = Some(child);
            }
            child = nodes[child as usize].end;
        }
        match best {
            Some(best)
                if u64::from(weights[best as usize].score) * 100 >= u64::from(total) * 80
                    && can_hold(tree, best) =>
            {
                at = best;
            }
            _ => return at,
        }
    };
    at = descend(at);
    // A name settles it only where the named element holds most of what was found.
    let total = weights[at as usize].score;
    let named = (at..nodes[at as usize].end).find(|&index| {
        let Flags { article, .. } = nodes[index as usize].flags;
        article
            && can_hold(tree, index)
            && u64::from(weights[index as usize].score) * 100 >= u64::from(total) * 60
    });
    descend(named.unwrap_or(at))
}

/// Whether an element can hold an article: no paragraph, no data table, no part of either.
fn can_hold(tree: &Tree, index: u32) -> bool {
    let tag = tree.nodes[index as usize].tag;
    match tag {
        "table" => !tree.is_data_table(index),
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "pre" | "caption" => false,
        _ => is_block(tag) || tag == "?",
    }
}

fn chrome(tree: &Tree, weights: &[Weight], root: u32) -> Vec<u32> {
    let nodes = &tree.nodes;
    let total = u64::from(weights[root as usize].text);
    let mut out = Vec::new();
    let mut at = root + 1;
    while at < nodes[root as usize].end {
        let (node, weight) = (&nodes[at as usize], &weights[at as usize]);
        let small = u64::from(weight.text) * 5 < total;
        // A list of links; a list of attachments is the notice's.
        let list = weight.link_count >= 3
            && weight.links * 10 > weight.text * 7
            && is_block(node.tag)
            && !tree.text_of(at).contains("附件");
        if small && !node.tag.is_empty() && (node.flags.chrome || list) {
            out.push(at);
            at = node.end;
        } else {
            at += 1;
        }
    }
    out
}

/// Elements before the article that belong to it; what a title's block holds besides is added to `chrome`.
fn kept(tree: &Tree, weights: &[Weight], root: u32, chrome: &mut Vec<u32>) -> Vec<u32> {
    let nodes = &tree.nodes;
    let outside = |index: u32| {
        let node = &nodes[index as usize];
        node.end <= root || index >= nodes[root as usize].end
    };
    let many = |index: u32| {
        let weight = &weights[index as usize];
        weight.labels.count_ones() >= 3 && weight.text < 1500 && weight.links * 2 < weight.text
    };
    let mut out: Vec<u32> = Vec::new();
    for index in (1..nodes.len() as u32).rev() {
        // Children come before their parents this way; a parent of a kept one is looked at below.
        if nodes[index as usize].tag.is_empty()
            || !outside(index)
            || !many(index)
            || out.iter().any(|&known| known >= index && known < nodes[index as usize].end)
        {
            continue;
        }
        let mut best = index;
        loop {
            let parent = nodes[best as usize].parent;
            let gains = weights[parent as usize].labels != weights[best as usize].labels;
            if parent == best || !outside(parent) || !many(parent) || !gains {
                break;
            }
            best = parent;
        }
        // Rows are read with their table, not one by one.
        let table = table_of(tree, best).filter(|&table| outside(table) && many(table));
        out.push(table.unwrap_or(best));
    }
    if let Some((title, own)) = title(tree, weights, root) {
        out.push(title);
        if own {
            chrome.extend(blocks_in(tree, title));
        }
        // Its document number may stand between the two.
        let numbers = (nodes[title as usize].end..root).filter(|&index| {
            let weight = &weights[index as usize];
            nodes[index as usize].end <= root
                && is_block(nodes[index as usize].tag)
                && (6..40).contains(&weight.text)
                && is_document_number(&tree.text_of(index))
        });
        out.extend(numbers);
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The data table that an element is a part of.
fn table_of(tree: &Tree, part: u32) -> Option<u32> {
    let nodes = &tree.nodes;
    let mut at = part;
    while matches!(nodes[at as usize].tag, "tbody" | "thead" | "tr" | "td" | "th") {
        at = nodes[at as usize].parent;
    }
    (at != part && nodes[at as usize].tag == "table" && tree.is_data_table(at)).then_some(at)
}

/// The block before the article that is its title, unless the article itself says it, and whether only its own words
/// are.
fn title(tree: &Tree, weights: &[Weight], root: u32) -> Option<(u32, bool)> {
    let named = block_saying(tree, root, &tree.article_title)
        .or_else(|| block_saying(tree, root, &tree.title))
        .or_else(|| heading(tree, root));
    let whole = |(index, said)| (index, said, false);
    let (index, said, own) = named
        .map(whole)
        .or_else(|| titled_block(tree, root))
        .or_else(|| only_heading(tree, weights, root).map(whole))?;
    let head = squeeze(&tree.text_up_to(root, 3000));
    (!head.contains(&said)).then_some((index, own))
}

/// The block nearest before the article that says what the head of the page calls its title.
fn block_saying(tree: &Tree, root: u32, title: &str) -> Option<(u32, String)> {
    let nodes = &tree.nodes;
    let wanted = squeeze(title);
    let long = wanted.chars().count();
    // 通报 and the name of a site say nothing of the notice.
    let last = if long < 8 { 1 } else { root };
    (1..last).rev().filter(|&index| nodes[index as usize].end <= root).take(5000).find_map(
        |index| {
            let node = &nodes[index as usize];
            if !is_block(node.tag) || node.flags.hidden {
                return None;
            }
            let said = squeeze(&tree.text_up_to(index, 400));
            let count = said.chars().count();
            // `<title>` has the site's name before or after, or only the beginning.
            let same = count >= 10
                && (wanted.starts_with(&said)
                    || wanted.contains(&said) && count * 2 > long
                    || said.starts_with(&wanted) && count < long * 2);
            same.then_some((index, said))
        },
    )
}

/// The only heading of a page that names a kind of document, where little but who published it stands between it and
/// the article: 专题专栏, 目录 and 报道 head a part of a site.
fn only_heading(tree: &Tree, weights: &[Weight], root: u32) -> Option<(u32, String)> {
    const LEAST: usize = 8;
    const MOST_BETWEEN: u32 = 80;
    let nodes = &tree.nodes;
    let mut headings = (1..nodes.len() as u32).filter(|&index| {
        matches!(nodes[index as usize].tag, "h1" | "h2" | "h3") && weights[index as usize].text > 0
    });
    let index = headings.next().filter(|_| headings.next().is_none())?;
    let heading = &nodes[index as usize];
    let own = weights[index as usize].links == 0 && !heading.flags.hidden;
    let said = squeeze(&tree.text_up_to(index, 400));
    // The article may open with its own.
    let words = |at: u32| {
        let (from, to) = nodes[at as usize].pair;
        tree.text[from as usize..to as usize].trim_matches(chars::is_space)
    };
    let mut texts =
        (root..nodes[root as usize].end).filter(|&at| nodes[at as usize].tag.is_empty());
    let open = texts.find_map(|at| Some(words(at)).filter(|words| !words.is_empty()));
    let titled = open.is_some_and(names_a_paper);
    let names = said.chars().count() >= LEAST && names_a_paper(&said) && !titled;
    if heading.end > root || !own || !names {
        return None;
    }
    let between: u32 = (heading.end..root)
        .filter(|&at| nodes[at as usize].tag.is_empty())
        .map(|at| words(at).chars().filter(|&c| !chars::is_space(c)).count() as u32)
        .sum();
    (between <= MOST_BETWEEN).then_some((index, said))
}

/// The heading, or block named a title, nearest before the article that reads like a notice's,
/// where `<title>` says another.
fn heading(tree: &Tree, root: u32) -> Option<(u32, String)> {
    let nodes = &tree.nodes;
    (1..root).rev().filter(|&index| nodes[index as usize].end <= root).take(5000).find_map(
        |index| {
            let node = &nodes[index as usize];
            if !(matches!(node.tag, "h1" | "h2" | "h3") || node.flags.title) || node.flags.hidden {
                return None;
            }
            let said = squeeze(&tree.text_up_to(index, 400));
            reads_like_a_title(&said).then_some((index, said))
        },
    )
}

/// The nearest block before the article whose own words, and no link's, read like a notice's title, with
/// little else in it: who published it, and when.
fn titled_block(tree: &Tree, root: u32) -> Option<(u32, String, bool)> {
    const LONGEST: usize = 200;
    let nodes = &tree.nodes;
    let is_words = |index: &u32| nodes[*index as usize].tag.is_empty();
    (1..root).rev().filter(is_words).take(5000).find_map(|index| {
        let node = &nodes[index as usize];
        let said = squeeze(&tree.text[node.pair.0 as usize..node.pair.1 as usize]);
        let parent = node.parent;
        let block = &nodes[parent as usize];
        (reads_like_a_title(&said)
            && is_block(block.tag)
            && block.end <= root
            && !block.flags.hidden
            && !block.flags.chrome
            && tree.text_up_to(parent, LONGEST + 1).chars().count() <= LONGEST)
            .then_some((parent, said, true))
    })
}

/// The outermost blocks inside an element.
fn blocks_in(tree: &Tree, index: u32) -> Vec<u32> {
    let mut out = Vec::new();
    let mut at = index + 1;
    while at < tree.nodes[index as usize].end {
        let node = &tree.nodes[at as usize];
        if is_block(node.tag) {
            out.push(at);
            at = node.end;
        } else {
            at += 1;
        }
    }
    out
}

/// Whether words end in a kind of document, whatever a bracket adds, and are no number of one.
fn names_a_paper(said: &str) -> bool {
    const KINDS: [&str; 29] = [
        "通知", "意见", "方案", "措施", "决定", "办法", "公告", "通告", "通报", "函", "细则",
        "规定", "规则", "条例", "制度", "章程", "规程", "要点", "计划", "规划", "纲要", "预案",
        "安排", "分工", "任务", "清单", "举措", "报告", "批复",
    ];
    let words = said.split(['（', '(']).next().unwrap_or_default();
    KINDS.iter().any(|kind| words.ends_with(kind))
}

/// Whether words say what a notice is about and what kind of document it is.
fn reads_like_a_title(said: &str) -> bool {
    let kind = ["通知", "意见", "方案", "措施", "决定", "办法", "公告", "通告", "通报", "函"];
    let reads = said.contains("关于") || said.contains("印发") || said.contains("转发");
    reads && kind.iter().any(|end| said.ends_with(end))
}

/// Whether words are a year in brackets, a number and 号: `〔2021〕1号`.
fn is_document_number(words: &str) -> bool {
    let words = squeeze(words);
    words.ends_with('号')
        && words.contains(['〔', '[', '﹝'])
        && words.contains(|c| chars::digit(c).is_some())
}

/// Ordered lists that are surely the site's: what a catalogue says of a notice, and what leads around: 首页 and what is
/// in it, 上一篇. Sentences, and what somebody answers for, are the notice's wherever they stand.
fn uncounted(tree: &Tree, weights: &[Weight], root: u32) -> Vec<u32> {
    const LEADS: &[&str] =
        &["首页", "上一篇", "下一篇", "上一页", "下一页", "上一条", "下一条", "当前位置"];
    let nodes = &tree.nodes;
    let is_site = |&at: &u32| {
        let said = squeeze(&tree.text_of(at));
        let work = said.contains(['。', '；']) || said.contains("负责") || said.contains("牵头");
        let catalogued = || weights[at as usize].labels.count_ones() >= 2;
        // 首页开设专栏3个 is a task of the site's: the word stands alone, or before what it leads to.
        let leads = || {
            let first = (at + 1..nodes[at as usize].end).find(|&at| nodes[at as usize].tag == "li");
            let first = first.map_or_else(String::new, |first| squeeze(&tree.text_of(first)));
            LEADS.iter().filter_map(|word| Some((word, first.strip_prefix(word)?))).any(
                |(word, rest)| {
                    let parted = rest.starts_with(['>', '＞', '»', '›', '/', '|']);
                    let told = *word != "首页" && rest.starts_with(['：', ':']);
                    rest.is_empty() || parted || told
                },
            )
        };
        !work && (leads() || catalogued() || is_around(tree, at, root))
    };
    (1..nodes.len() as u32).filter(|&at| nodes[at as usize].tag == "ol").filter(is_site).collect()
}

/// Whether an element is in one that leads around a site and does not hold its article.
fn is_around(tree: &Tree, mut at: u32, root: u32) -> bool {
    while at != 0 {
        let node = &tree.nodes[at as usize];
        if (at..node.end).contains(&root) {
            return false;
        }
        if matches!(node.tag, "nav" | "header" | "footer") {
            return true;
        }
        at = node.parent;
    }
    false
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !chars::is_space(c)).collect()
}

impl Tree {
    /// All words in an element.
    pub(crate) fn text_of(&self, index: u32) -> String {
        self.text_up_to(index, usize::MAX)
    }

    /// The words in an element, up to about so many bytes.
    pub(crate) fn text_up_to(&self, index: u32, most: usize) -> String {
        let mut out = String::new();
        for node in &self.nodes[index as usize..self.nodes[index as usize].end as usize] {
            if node.tag.is_empty() {
                out.push_str(&self.text[node.pair.0 as usize..node.pair.1 as usize]);
            }
            if out.len() > most {
                break;
            }
        }
        out
    }
}
