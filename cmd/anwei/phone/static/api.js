// Requests to the program that serves this page.

async function answer(response) {
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(data.error || "出错了（" + response.status + "）");
  return data;
}

export async function get(path, options) {
  return answer(await fetch(path, options));
}

export async function post(path, body) {
  return answer(await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  }));
}

// download fetches a file and hands it to the browser under its own name; a
// refusal becomes an error instead of a file.
export async function download(path) {
  const response = await fetch(path);
  if (!response.ok) return answer(response);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = fileName(response.headers.get("Content-Disposition") || "");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return link.download;
}

function fileName(disposition) {
  const coded = /filename\*=utf-8''([^;]+)/i.exec(disposition);
  if (coded) return decodeURIComponent(coded[1]);
  const plain = /filename="?([^";]+)/i.exec(disposition);
  return plain ? plain[1] : "下载";
}
