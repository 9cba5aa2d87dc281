-- Neovim as an editor of a hub: it starts the server, and says in JSON what
-- comes of it. Arguments are in the environment.
local hub, program = vim.env.HUB, vim.env.PROGRAM
local out = {}
local name = hub .. "/content/de/tips/andere.md"
vim.cmd("edit " .. vim.fn.fnameescape(name))
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({ name = "ankerplatz", cmd = { program, "lsp" }, root_dir = hub })
vim.lsp.buf_attach_client(buffer, id)

local function diagnostics()
  local codes = {}
  for _, d in ipairs(vim.diagnostic.get(buffer)) do
    table.insert(codes, (d.user_data and d.user_data.lsp and d.user_data.lsp.code or d.code) .. ":" .. d.lnum .. ":" .. d.col)
  end
  table.sort(codes)
  return table.concat(codes, " ")
end
local function until_told(want)
  vim.wait(20000, function() return string.find(diagnostics(), want, 1, true) ~= nil end, 50)
  return diagnostics()
end
local function place(line, character)
  return { textDocument = { uri = vim.uri_from_bufnr(buffer) }, position = { line = line, character = character } }
end
local function ask(method, params)
  local answer = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  return answer and answer[id] and answer[id].result
end

-- Nothing is saved: what is typed is told of.
vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { "---", "title: Andere", "lvel: x", "---", "", "Grüße 🙂 [fort](fort.md) und [da](sperre.md)." })
out.told = until_told("broken-link")

local completions = ask("textDocument/completion", (function()
  vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { "level: " })
  return place(2, 7)
end)())
out.offered = {}
for _, item in ipairs(completions.items) do table.insert(out.offered, item.label) end
out.hover = ask("textDocument/hover", place(5, 36)).contents.value

-- The quick fix of a value.
vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { "level: beginer" })
out.mistake = until_told("bad-value")
local params = place(2, 8)
params.range = { start = { line = 2, character = 7 }, ["end"] = { line = 2, character = 14 } }
params.position, params.context = nil, { diagnostics = {} }
vim.wait(20000, function()
  local actions = ask("textDocument/codeAction", params)
  if actions and #actions > 0 then
    vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
    return true
  end
end, 100)
out.mended = vim.api.nvim_buf_get_lines(buffer, 2, 3, false)[1]

-- The page that a link leads to is renamed: files move, links follow.
local rename = place(5, 36)
rename.newName = "schloss"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", rename), "utf-16")
vim.cmd("silent wall")
out.link = vim.api.nvim_buf_get_lines(buffer, 5, 6, false)[1]
out.moved = vim.fn.filereadable(hub .. "/content/de/tips/schloss.md") == 1 and vim.fn.filereadable(hub .. "/content/de/tips/sperre.md") == 0

vim.lsp.stop_client(id)
vim.fn.writefile({ vim.fn.json_encode(out) }, vim.env.OUT)
vim.cmd("qa!")
