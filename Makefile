# 驻村：命令一览见 `make help`。安装来源由本机的 pip 设置决定，这里不写任何软件源地址。

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

# The interpreter that starts tools/setup/environment.py; that script looks for a fit one by itself.
PYTHON3 ?= python3
BIN := .venv/bin
PYTEST_ARGS ?=
ARGS ?=
# Parallel test workers; the machine this is sized for has two cores.
WORKERS ?= 2
CHECKED := tools/zhucun tools/setup tools/forges tests $(wildcard bench)

# Chinese messages, whatever the locale of the machine.
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

.PHONY: help
help: ## 显示本说明
	@printf '用法：make <目标>\n\n'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: python
python:
	@command -v $(PYTHON3) > /dev/null || { \
		echo '需要 Python 3.11 或更新的版本。Debian、Ubuntu 请执行：sudo apt-get install -y python3 python3-venv' >&2; exit 2; }

.PHONY: venv
venv: python ## 建立 .venv 并安装运行所需依赖（没有变化时什么也不做）
	@$(PYTHON3) tools/setup/environment.py run

.PHONY: venv-dev
venv-dev: python ## 在 .venv 中再装上测试所需依赖
	@$(PYTHON3) tools/setup/environment.py dev

.PHONY: site
site: venv ## 检查记录、计算考核、生成网站（ADDRESS=网址 时写出完整链接），打印 site/index.html 的位置
	@$(BIN)/zhucun check || { code=$$?; \
		[ $$code -ne 1 ] || echo '记录中有必须先改正的问题（见上），网站没有生成。改好后再运行 make site。' >&2; exit $$code; }
	@$(BIN)/zhucun assess --format brief
	@$(BIN)/zhucun build $${ADDRESS:+--address "$$ADDRESS"}

.PHONY: serve
serve: venv ## 在本机预览网站
	@$(BIN)/zhucun serve

.PHONY: browser
browser:
	@$(PYTHON3) tools/setup/browser.py

.PHONY: programs
programs:
	@$(PYTHON3) tools/setup/programs.py

# What only npm has; Node and npm themselves are wheels in .venv, the machine needs neither.
.PHONY: validator
validator: venv-dev
	@$(PYTHON3) tools/setup/modules.py validator

.PHONY: lint
lint: venv-dev programs ## 静态检查：ruff、mypy、分层约束、工作流
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy $(CHECKED)
	$(BIN)/lint-imports --no-cache
	$(BIN)/zizmor --offline --quiet --pedantic .github tools/forges/gitea-workflow.yml
	$(BIN)/actionlint -shellcheck shellcheck .github/workflows/*.yml tools/forges/gitea-workflow.yml
	shellcheck tools/forges/pre-receive .ci/run
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml tools/forges/gitea-workflow.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci tools/forges/gitlab-ci.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

.PHONY: test
test: venv-dev browser validator lint ## 安装测试所需的一切并运行全部检查和测试
	$(BIN)/pytest -n $(WORKERS) $(PYTEST_ARGS)

.PHONY: bless
bless: venv-dev browser validator programs ## 有意改变输出之后，重写测试所比对的样本
	$(BIN)/pytest --bless $(PYTEST_ARGS)

.PHONY: bench
bench: venv-dev ## 性能基准（ARGS=building 等只做其中几项）
	$(BIN)/python -m bench $(ARGS)

.PHONY: lighthouse
lighthouse: venv-dev browser site ## 用 Lighthouse 给手机上的网页打分（性能、无障碍、规范），低于标准即失败
	@$(PYTHON3) tools/setup/modules.py lighthouse
	$(BIN)/python -m bench.lighthouse

.PHONY: format
format: venv-dev ## 自动整理 Python 代码
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

.PHONY: lock
# Not after venv-dev: that would insist on the old lock, which is what is to be replaced.
lock: $(BIN)/uv ## 由 pyproject.toml 重新生成带校验的依赖清单（LOCK_ARGS=--upgrade 升级版本）
	$(BIN)/python tools/setup/lock.py $(LOCK_ARGS)
	for manifest in tools/npm/*/package.json; do $(BIN)/npm --prefix "$${manifest%/*}" install --package-lock-only \
		--omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --no-update-notifier; done

$(BIN)/uv:
	@$(MAKE) venv-dev

.PHONY: clean
clean: ## 删除生成的文件（保留 .venv）
	rm -rf build site tools/zhucun.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .cache
	find tools tests -name __pycache__ -type d -prune -exec rm -rf {} +
