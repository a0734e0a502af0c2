// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/character_words.h"

#include "ui/theme/theme.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::CharactersScreen)
};

// Seven that are told apart best come first; the near-white and the grey last.
constexpr std::array<int, generation::kCharacterColours> kOrder = {2, 6, 1, 3, 4, 7, 8, 5, 0, 9};

QString firstLora(const generation::Character &character)
{
    return character.loras.empty() ? QString() : character.loras.front().name.section(u'/', -1).section(u'.', 0, 0);
}

} // namespace

QColor characterColour(const Theme &theme, int colour)
{
    return sceneColour(theme, kOrder[static_cast<size_t>(std::clamp(colour, 0, generation::kCharacterColours - 1))]);
}

QString characterColourName(int colour)
{
    const QStringList names = {Text::tr("Sky"),   Text::tr("Pink"),  Text::tr("Blue"), Text::tr("Amber"), Text::tr("Violet"),
                               Text::tr("Green"), Text::tr("Coral"), Text::tr("Sand"), Text::tr("Mist"),  Text::tr("Slate")};
    return names.value(colour);
}

QString methodWords(const generation::Character &character)
{
    QString title = generation::methodTitle(character.method);
    if (character.method == generation::CharacterMethod::IpAdapter && !character.references.empty())
        return Text::tr("%1, %n reference(s)", nullptr, int(character.references.size())).arg(title);
    if (character.method == generation::CharacterMethod::Lora && !character.loras.empty())
        return QStringLiteral("%1 %2").arg(title, firstLora(character));
    return title;
}

QString useWords(int shots)
{
    return shots == 0 ? Text::tr("unused") : Text::tr("%n shot(s)", nullptr, shots);
}

MethodState methodState(const generation::Character &character, generation::CharacterMethod method)
{
    using generation::CharacterMethod;
    const auto missing = generation::missingNeeds(character, method);
    if (!missing.empty()) {
        const QString &key = missing.front().key;
        return {key == u"face"   ? Text::tr("needs a face")
                : key == u"lora" ? Text::tr("needs a LoRA")
                                 : Text::tr("needs a reference"),
                true};
    }
    switch (method) {
    case CharacterMethod::IpAdapter:
        return {Text::tr("%n reference(s)", nullptr, int(character.references.size())), false};
    case CharacterMethod::InstantId:
    case CharacterMethod::ReActor:
        return {Text::tr("has a face"), false};
    case CharacterMethod::Lora:
        return {firstLora(character), false};
    case CharacterMethod::PromptOnly:
        break;
    }
    return {Text::tr("always works"), false};
}

} // namespace sc::ui
