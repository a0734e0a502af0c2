// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_rows.h"

namespace sc::project {

using timeline::MediaRef;
using timeline::Take;
using timeline::TakeRecipe;

const Table<Take> &takeTable()
{
    static const Table<Take> table(QStringLiteral("take"), {
                                                               column<&Take::id>("id"),
                                                               column<&Take::clip>("clip_id"),
                                                               column<&Take::kind>("kind"),
                                                               column<&Take::media, &MediaRef::path>("media_path"),
                                                               column<&Take::media, &MediaRef::size>("media_size"),
                                                               column<&Take::media, &MediaRef::hash>("media_hash"),
                                                               column<&Take::width>("width"),
                                                               column<&Take::height>("height"),
                                                               column<&Take::frames>("frames"),
                                                               column<&Take::rateNumerator>("rate_numerator"),
                                                               column<&Take::rateDenominator>("rate_denominator"),
                                                               column<&Take::isRateVariable>("is_rate_variable"),
                                                               column<&Take::length>("length"),
                                                               column<&Take::startTimecode>("start_timecode"),
                                                               column<&Take::family>("family"),
                                                               column<&Take::modelName>("model_name"),
                                                               column<&Take::seed>("seed"),
                                                               column<&Take::serverId>("server_id"),
                                                               column<&Take::serverName>("server_name"),
                                                               column<&Take::provider>("provider"),
                                                               column<&Take::originalName>("original_name"),
                                                               column<&Take::createdAt>("created_at"),
                                                               column<&Take::rating>("rating"),
                                                               column<&Take::verdict>("verdict"),
                                                               column<&Take::tags>("tags"),
                                                               column<&Take::notes>("notes"),
                                                               column<&Take::checks>("checks"),
                                                           });
    return table;
}

const Table<RecipeRow> &recipeTable()
{
    static const Table<RecipeRow> table(QStringLiteral("take_recipe"),
                                        {
                                            column<&RecipeRow::take>("take_id"),
                                            column<&RecipeRow::recipe, &TakeRecipe::prompt>("prompt"),
                                            column<&RecipeRow::recipe, &TakeRecipe::negativePrompt>("negative_prompt"),
                                            column<&RecipeRow::recipe, &TakeRecipe::promptParts>("prompt_parts"),
                                            column<&RecipeRow::recipe, &TakeRecipe::params>("params"),
                                            column<&RecipeRow::recipe, &TakeRecipe::graphHash>("graph_hash"),
                                            column<&RecipeRow::recipe, &TakeRecipe::request>("request"),
                                            column<&RecipeRow::recipe, &TakeRecipe::modelHashes>("model_hashes"),
                                            column<&RecipeRow::recipe, &TakeRecipe::queuedAt>("queued_at"),
                                            column<&RecipeRow::recipe, &TakeRecipe::startedAt>("started_at"),
                                            column<&RecipeRow::recipe, &TakeRecipe::finishedAt>("finished_at"),
                                        });
    return table;
}

} // namespace sc::project
