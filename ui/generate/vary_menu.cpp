// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/vary_menu.h"

#include "core/base/json.h"
#include "ui/generate/generate_desk.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

namespace sc::ui {

using namespace generation;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::VaryMenu)
};

// What the take has of that name now.
QString valueOf(const timeline::TakeRecipe &recipe, const QString &name)
{
    if (name == u"prompt")
        return recipe.prompt;
    if (name == u"negative_prompt")
        return recipe.negativePrompt;
    const QJsonObject params = parseJsonObject(recipe.params.toUtf8(), QString()).value_or(QJsonObject());
    if (name == u"size")
        return QStringLiteral("%1x%2").arg(params.value(u"width").toInt()).arg(params.value(u"height").toInt());
    const QJsonValue value = params.value(name);
    return value.isString() ? value.toString() : value.toVariant().toString();
}

} // namespace

void openVary(GenerateDesk &desk, QWidget *window, QWidget *anchor)
{
    const timeline::Take *take = desk.takeAt(0);
    if (!take)
        return;
    const timeline::TakeRecipe recipe = desk.recipeOf(take->id);
    // Said at once, not after a value was typed.
    if (const auto known = generation::reproduce(*take, recipe); !known && recipe.params.isEmpty()) {
        desk.editor().report(known.error());
        return;
    }
    auto *popover = new Popover(window, 320);
    popover->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(popover, &FloatingPlate::closed, popover, &QObject::deleteLater);
    auto *layout = new QVBoxLayout(popover->plate());
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(new TextLabel(Words::tr("Vary %1").arg(desk.nameOf(take->id)), TextStyle::BodyStrong));
    auto *line = new TextLabel(Words::tr("The same request with exactly one change."), TextStyle::Caption, Ink::Secondary);
    layout->addWidget(line);
    auto *what = new FieldChoice(Words::tr("What changes"));
    std::vector<FieldChoice::Option> options;
    for (const QString &name : changeableNames(recipe))
        options.push_back({name == u"negative_prompt" ? Words::tr("negative prompt") : QString(name).replace(u'_', u' '), name});
    int seed = 0;
    for (size_t i = 0; i < options.size(); ++i)
        seed = options[i].value == QStringLiteral("seed") ? int(i) : seed;
    what->setOptions(options, seed);
    layout->addWidget(what);
    auto *value = new QLineEdit;
    value->setObjectName(QStringLiteral("varyValue"));
    value->setAccessibleName(Words::tr("New value"));
    layout->addWidget(value);
    auto *wrong = new TextLabel({}, TextStyle::Caption, Ink::Danger);
    wrong->setWrap(true);
    wrong->hide();
    layout->addWidget(wrong);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *queue = new PushButton(Words::tr("Queue variation"), ControlKind::Primary);
    queue->setObjectName(QStringLiteral("varyQueue"));
    row->addWidget(queue);
    layout->addLayout(row);
    const auto showValue = [what, value, recipe] {
        const QString name = what->value().toString();
        value->setText(name == u"seed" ? QString() : valueOf(recipe, name));
        value->setPlaceholderText(name == u"seed" ? Words::tr("a fresh one") : QString());
        value->selectAll();
    };
    showValue();
    QObject::connect(what, &FieldChoice::currentChanged, popover, showValue);
    const auto run = [&desk, popover, what, value, wrong, id = take->id, recipe] {
        const QString name = what->value().toString();
        const bool isFresh = name == u"seed" && value->text().trimmed().isEmpty();
        const auto change = changeFromText(isFresh ? name : name + u'=' + value->text());
        const timeline::Take *now = desk.takeAt(0);
        if (!now || now->id != id)
            return;
        const auto tried = change ? generation::vary(*now, recipe, *change) : Result<FrozenRequest>(std::unexpected(change.error()));
        if (!tried) {
            wrong->setText(tried.error().text());
            wrong->show();
            value->setProperty("wrong", true);
            value->update();
            value->setFocus();
            return;
        }
        popover->close();
        desk.vary(*change);
    };
    QObject::connect(queue, &QAbstractButton::clicked, popover, run);
    QObject::connect(value, &QLineEdit::returnPressed, popover, run);
    popover->openAt(anchor, value);
}

} // namespace sc::ui
