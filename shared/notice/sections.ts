/** Parts of a notice that hold no issues: what comes before, after and round the tree. */

/** An unmarked paragraph that begins the end of an item or of the whole: 下一步…, the call for comments, signature, page furniture. */
export function isClosing(paragraph: string): boolean {
  const text = paragraph.slice(0, 300).replace(/[\s*_\\]+/g, '');
  if (
    /^(?:下一步|下步|接下来|今后一个时期|下一阶段)(?:[，,：:。]|$|工作|打算|，|将|我们|集团|公司|市|县|区|省|党委|我)/.test(
      text,
    )
  )
    return true;
  if (/^(?:欢迎|敬请).{0,30}(?:监督|意见)/.test(text) || /^如有(?:意见|建议|问题)/.test(text)) return true;
  if (
    /^(?:联系电话|联系方式|监督电话|举报电话|邮寄地址|通讯地址|通信地址|电子邮箱|电子邮件|邮政编码|邮编|公示期)/.test(
      text,
    )
  )
    return true;
  if (/^(?:特此(?:通报|公告|报告|公开|函告)|附件[：:\d一二三]|附[：:])/.test(text)) return true;
  if (
    /^-?(?:END|完)-?$/i.test(text) ||
    /^(?:阅读原文|文章来源|来源[：:]|责任编辑|编辑[：:]|原标题|转载|版权|免责声明|返回)/.test(text)
  )
    return true;
  if (/^[（(]?此(?:文|件)(?:公开|有删减|依申请公开)/.test(text)) return true;
  if (
    /^(?:[0-9０-９Xx×]{4}|[二〇零○一三四五六七八九]{4})年[0-9０-９Xx×一二三四五六七八九十]{1,3}月(?:[0-9０-９Xx×一二三四五六七八九十]{1,3}日)?$/.test(
      text,
    )
  )
    return true;
  return text.length <= 40 && /^(?:中共|中国共产党).{2,34}(?:委员会|党委|党组|党总支|党支部)$/.test(text);
}

/** The line a document is named by. */
export function looksLikeDocumentTitle(line: string): boolean {
  const text = line.trim().replace(/^#{1,6}\s*|^title:\s*/, '');
  if (text.length < 4 || text.length > 80 || /[。；！？]$/.test(text) || /^[a-z]+:/i.test(text)) return false;
  if (text.includes('](') || /^[（(]/.test(text)) return false;
  if (!/整改|巡察|巡视|审计|督查/.test(text) && !/问题(?:清单|台账)/.test(text)) return false;
  return /(?:情况|方案|清单|台账|通报|公告|公示|报告|计划|任务书|一览表|汇总表|明细表|分解表|表|通知|办法|措施)(?:[（(].{0,20}[）)])?$/.test(
    text,
  );
}

/** The title of a plan or of a report on progress, by its words; null when it says neither. */
export function planByTitle(title: string | null): boolean | null {
  if (title === null) return null;
  if (/(?:进展|落实|完成|整改)情况|通报|公告|报告|公示/.test(title)) return false;
  return /方案|清单|台账|任务分解|计划|任务书|分工/.test(title) ? true : null;
}

/** A numbered section that tells how the work was organised or what comes next. */
export function isFurnitureSection(title: string): boolean {
  if (/问题|不到位|不够|不足|短板/.test(title)) return false;
  return /^(?:下一?步|今后|后续|接下来)|(?:组织(?:领导|开展|推进|落实)?|总体|基本|开展|推进|责任落实|主体责任(?:落实|履行)?|党委履行.{0,12})情况$|(?:履行|扛起|落实)[^，。]{0,16}(?:责任|职责)[^，。]{0,4}情况$|(?:工作)?(?:打算|安排|计划|考虑)$|主要做法|工作(?:开展|推进)?情况$|巡察整改(?:工作)?(?:总体|基本)|联系方式|监督方式|^(?:总体|工作|有关|相关)?要求$|^(?:总体|工作)?(?:目标|思路|原则)(?:和要求)?$|^指导思想$|^(?:组织|工作|制度)?保障(?:措施|机制)?$/.test(
    title,
  );
}

/** A heading that embraces all aspects: 二、巡察反馈问题整改落实情况. */
export function isWrapperSection(title: string): boolean {
  return (
    title.length <= 40 &&
    /(?:反馈|巡察|巡视|审计|指出|具体).{0,16}(?:问题|意见|事项|任务)|整改(?:任务|措施|落实|进展|事项)/.test(
      title,
    )
  );
}
