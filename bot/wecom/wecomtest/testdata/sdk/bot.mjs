// A bot on the official Node SDK. It does what the words it hears ask for, and prints what it sees as lines of JSON, which
// sdk_test.go reads. It ends with its standard input.
import { createHash } from 'node:crypto';
import { WSClient } from '@wecom/aibot-node-sdk';

const say = (seen, more = {}) => console.log(JSON.stringify({ seen, ...more }));
const quiet = { debug() {}, info() {}, warn() {}, error(...words) { say('log', { text: words.join(' ') }); } };
const sum = (data) => createHash('sha256').update(data).digest('hex');

const bot = new WSClient({
  botId: process.env.BOT_ID,
  secret: process.env.BOT_SECRET,
  wsUrl: process.env.BOT_URL,
  heartbeatInterval: 1000, // two without an answer end the connection, and a busy machine may take a while
  reconnectInterval: 20,
  maxAuthFailureAttempts: 1,
  logger: quiet,
});

const buttons = (task, title) => ({
  card_type: 'button_interaction',
  main_title: { title },
  task_id: task,
  button_list: [{ text: '填报', style: 1, key: 'go' }, { text: '稍后', style: 2, key: 'later' }],
});

const orders = {
  async 流式(frame) {
    await bot.replyStream(frame, 'S1', '# 汇总\n**12**家', true);
  },
  async 卡片(frame) {
    await bot.replyTemplateCard(frame, buttons('SDK_1', '请填报'));
  },
  async 推送(frame) {
    await bot.sendMessage(frame.body.from.userid, { msgtype: 'markdown', markdown: { content: '**提醒**' } });
    await bot.sendMessage(frame.body.from.userid, { msgtype: 'template_card', template_card: buttons('SDK_3', '推送') });
  },
  async 上传(frame) {
    const data = Buffer.alloc(1300 * 1024, 'workbook '); // three chunks
    const media = await bot.uploadMedia(data, { type: 'file', filename: '汇总表.xlsx' });
    say('uploaded', { id: media.media_id, sum: sum(data) });
    await bot.replyMedia(frame, 'file', media.media_id);
    await bot.sendMediaMessage(frame.body.from.userid, 'file', media.media_id);
  },
  async 文本(frame) {
    await bot.reply(frame, { msgtype: 'text', text: { content: '不行' } });
  },
};

const guard = (name, act) => async (frame) => {
  try {
    await act(frame);
    say('done', { name });
  } catch (err) {
    say('refused', { name, code: err.errcode ?? 0, text: err.errmsg ?? err.message });
  }
};

const download = async (media) => {
  const { buffer, filename } = await bot.downloadFile(media.url, media.aeskey);
  say('file', { name: filename, sum: sum(buffer) });
};

bot.on('authenticated', () => say('authenticated'));
bot.on('disconnected', (text) => say('disconnected', { text }));
bot.on('error', (err) => say('error', { text: err.message }));
bot.on('message.text', (frame) => {
  const words = frame.body.text.content;
  say('text', { text: words, from: frame.body.from.userid, quote: frame.body.quote?.text?.content });
  if (orders[words]) guard(words, orders[words])(frame);
});
bot.on('message.voice', (frame) => say('voice', { text: frame.body.voice.content }));
bot.on('message.image', guard('image', (frame) => download(frame.body.image)));
bot.on('message.file', guard('file', (frame) => download(frame.body.file)));
bot.on('message.video', guard('video', (frame) => download(frame.body.video)));
bot.on('message.mixed', guard('mixed', async (frame) => {
  for (const item of frame.body.mixed.msg_item) {
    if (item.msgtype === 'image') await download(item.image);
    else say('piece', { text: item.text.content });
  }
}));
bot.on('event.enter_chat', guard('enter_chat', (frame) =>
  bot.replyWelcome(frame, { msgtype: 'text', text: { content: '您好，我是安委助手' } })));
bot.on('event.template_card_event', guard('press', (frame) => {
  const press = frame.body.event.template_card_event;
  return bot.updateTemplateCard(frame, buttons(press.task_id, '已收到'), [frame.body.from.userid]);
}));
bot.on('event.disconnected_event', () => say('kicked'));

bot.connect();
process.stdin.on('end', () => { bot.disconnect(); process.exit(0); });
process.stdin.resume();
